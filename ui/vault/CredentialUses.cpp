// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialUses.h"

#include "app/http/Variables.h"

namespace knockback::ui {

using workspace::AuthDraft;

namespace {

constexpr qsizetype mostNames = 5;

bool renameIn(QByteArray& text, const QByteArray& from, const QByteArray& to) {
    const auto spans = http::findVariables(text);
    bool found = false;
    for (auto span = spans.rbegin(); span != spans.rend(); ++span)
        if (span->isVault() && span->vaultName() == from) {
            text.replace(span->start, span->length, "{{vault:" + to + "}}");
            found = true;
        }
    return found;
}

bool renameIn(AuthDraft& auth, const QByteArray& from, const QByteArray& to) {
    bool found = false;
    for (auto* text : {&auth.user, &auth.password, &auth.token, &auth.keyName, &auth.keyValue, &auth.certificateFile,
                       &auth.keyFile, &auth.keyPassphrase})
        found = renameIn(*text, from, to) || found;
    if (auth.kind == workspace::AuthKind::Credential && auth.credential == from) {
        auth.credential = to;
        found = true;
    }
    return found;
}

bool names(const workspace::Environment& values, const QByteArray& credential) {
    return std::any_of(values.begin(), values.end(),
                       [&](auto value) { return renameIn(value.second, credential, credential); });
}

void addOnce(QStringList& list, const QString& text) {
    if (!list.contains(text))
        list << text;
}

} // namespace

bool renameIn(workspace::RequestDraft& draft, const QByteArray& from, const QByteArray& to) {
    bool found = renameIn(draft.auth, from, to);
    for (auto* text : {&draft.url, &draft.body})
        found = renameIn(*text, from, to) || found;
    for (auto* list : {&draft.parametersOff, &draft.bodyOff})
        for (auto& text : *list)
            found = renameIn(text, from, to) || found;
    for (auto& row : draft.headers)
        found = renameIn(row.value, from, to) || found;
    return found;
}

CredentialUses usesOf(const WorkspaceView& workspace, const QByteArray& credential) {
    CredentialUses uses;
    for (const auto& request : workspace.requests) {
        auto draft = request.draft;
        if (renameIn(draft, credential, credential)) {
            uses.requests.push_back(request.id);
            uses.names << (draft.name.isEmpty() ? QString::fromUtf8(draft.url) : draft.name);
        }
        auto inherited = request.inherited;
        if (draft.auth.kind == workspace::AuthKind::Inherited && renameIn(inherited, credential, credential))
            addOnce(uses.elsewhere, QStringLiteral("the default of %1").arg(request.file));
    }
    for (const auto& [name, values] : workspace.environments)
        if (names(values, credential))
            addOnce(uses.elsewhere, QStringLiteral("the environment %1").arg(name));
    for (const auto& [file, scope] : workspace.files)
        if (names(scope.own, credential))
            addOnce(uses.elsewhere, QStringLiteral("the variables of %1").arg(file));
    return uses;
}

QString usesText(const CredentialUses& uses) {
    QStringList sentences;
    if (!uses.names.isEmpty()) {
        QString all = QStringList(uses.names.first(std::min(mostNames, uses.names.size()))).join(QStringLiteral(", "));
        if (uses.names.size() > mostNames)
            all += QStringLiteral(" and %1 more").arg(uses.names.size() - mostNames);
        sentences << QStringLiteral("Named by %1.").arg(all);
    }
    if (!uses.elsewhere.isEmpty())
        sentences << QStringLiteral("Change it by hand in %1.").arg(uses.elsewhere.join(QStringLiteral(" and in ")));
    return sentences.join(u' ');
}

} // namespace knockback::ui
