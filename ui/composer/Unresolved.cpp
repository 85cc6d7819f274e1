// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Unresolved.h"

#include "ui/composer/AuthFields.h"
#include "ui/composer/PathRows.h"

#include <QCoreApplication>
#include <QStringList>

namespace knockback::ui {

namespace {

class Search {
public:
    explicit Search(const VariableScope& scope) : m_scope(scope) {}

    void look(const QByteArray& text, DraftPlace place, int row = -1) {
        for (const auto& name : m_scope.unresolved(text))
            add({QStringLiteral("{{%1}}").arg(QString::fromUtf8(name)), place, row});
    }
    void add(const Unresolved& missing) {
        const bool known = std::any_of(m_found.begin(), m_found.end(), [&missing](const Unresolved& other) {
            return other.written == missing.written && other.place == missing.place;
        });
        if (!known)
            m_found.push_back(missing);
    }
    std::vector<Unresolved> take() { return std::move(m_found); }

private:
    const VariableScope& m_scope;
    std::vector<Unresolved> m_found;
};

} // namespace

std::vector<Unresolved> unresolvedIn(const workspace::RequestDraft& draft, const VariableScope& scope) {
    Search search(scope);
    search.look(draft.url, DraftPlace::Url);
    for (const auto& name : unfilledSegments(QString::fromUtf8(draft.url)))
        search.add({u':' + name, DraftPlace::Url, -1});
    for (std::size_t i = 0; i < draft.headers.size(); ++i) {
        const auto& row = draft.headers[i];
        if (row.enabled) {
            search.look(row.name, DraftPlace::Headers, static_cast<int>(i));
            search.look(row.value, DraftPlace::Headers, static_cast<int>(i));
        }
    }
    for (const auto& field : authFields(draft.auth.kind))
        search.look(draft.auth.*field.member, DraftPlace::Auth);
    search.look(draft.body, DraftPlace::Body);
    search.look(draft.settings.caFile, DraftPlace::Settings);
    if (draft.settings.proxy == workspace::ProxyChoice::Manual)
        search.look(draft.settings.proxyUrl, DraftPlace::Settings);
    for (const auto& entry : draft.settings.resolve)
        search.look(entry, DraftPlace::Settings);
    return search.take();
}

QString unresolvedSentence(const std::vector<Unresolved>& missing, const QString& environment) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Unresolved", text); };
    if (missing.empty())
        return {};
    QStringList names;
    for (const auto& entry : missing) {
        if (!names.contains(entry.written))
            names << entry.written;
    }
    const QString where =
        environment.isEmpty() ? tr("and no environment is chosen") : tr("in environment %1").arg(environment);
    if (names.size() == 1)
        return tr("%1 has no value %2.").arg(names.first(), where);
    const QString last = names.takeLast();
    return tr("%1 and %2 have no value %3.").arg(names.join(QStringLiteral(", ")), last, where);
}

} // namespace knockback::ui
