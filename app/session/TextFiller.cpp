// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/TextFiller.h"

#include "app/http/Placeholder.h"
#include "app/http/Variables.h"
#include "app/session/StrayReference.h"

#include <algorithm>

namespace knockback::session {

namespace {
constexpr QByteArrayView vaultPrefix = "vault:";
} // namespace

std::optional<QByteArray> TextFiller::variable(const QByteArray& name) const {
    const auto it = m_environment.find(name);
    return it == m_environment.end() ? std::nullopt : std::optional(it->second);
}

QByteArray TextFiller::plain(const QByteArray& text, const QString& place) {
    const auto result = http::substitute(text, [this](const QByteArray& name) { return variable(name); });
    for (const auto& name : result.unresolved)
        if (!m_keepUnresolved && !name.startsWith(vaultPrefix))
            report({QStringLiteral("The variable {{%1}} in the %2 has no value: define it in the environment or the "
                                   "file.")
                        .arg(QString::fromUtf8(name), place)});
    return result.text;
}

QByteArray TextFiller::fill(const QByteArray& text, const QString& place, QByteArrayView authority, Coding coding) {
    refuseStray(text, place);
    const QByteArray known = plain(text, place);
    if (known != text)
        refuseStray(known, place);
    return http::substitute(known,
                            [&](const QByteArray& name) -> std::optional<QByteArray> {
                                if (!name.startsWith(vaultPrefix))
                                    return std::nullopt;
                                auto value = secret(name.sliced(vaultPrefix.size()).trimmed(), authority);
                                return value && coding == Coding::Percent ? value->toPercentEncoding() : value;
                            })
        .text;
}

QByteArray TextFiller::fillAddress(const QByteArray& address, const http::UrlParts& parts, const QString& place,
                                   QByteArrayView authority) {
    if (parts.userInfo.isEmpty())
        return fill(address, place, authority);
    const qsizetype scheme = address.indexOf("://"); // a proxy may be written without
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    return address.first(start) + fill(parts.userInfo, place, authority, Coding::Percent) +
           fill(address.sliced(start + parts.userInfo.size()), place, authority);
}

void TextFiller::refuseStray(const QByteArray& text, const QString& place) {
    if (const QString stray = strayReference(text, place); !stray.isEmpty())
        report({stray, true});
    if (!text.contains("\xe2\x80\xb9")) // ‹
        return;
    for (const auto& credential : m_vault.list())
        if (text.contains(http::placeholderFor(credential.name)))
            report({QStringLiteral("The %1 holds ‹%2›, which stands in records for the secret of “%2”: write "
                                   "{{vault:%2}} in its place.")
                        .arg(place, QString::fromUtf8(credential.name)),
                    true});
}

bool TextFiller::holdsSecret(const QByteArray& text) const {
    const auto result = http::substitute(text, [this](const QByteArray& name) { return variable(name); });
    return std::any_of(result.unresolved.begin(), result.unresolved.end(),
                       [](const QByteArray& name) { return name.startsWith(vaultPrefix); });
}

std::optional<QByteArray> TextFiller::secret(const QByteArray& name, QByteArrayView authority) {
    const auto generation = m_vault.generationOf(name); // before its secret: a newer one is never taken for it
    auto value = m_vault.use(name, vault::SecretRole::Value, authority);
    if (!value) {
        report(problemOf(value.error(), name, m_vault));
        return std::nullopt;
    }
    used(name, generation);
    return value->reveal().toByteArray();
}

void TextFiller::used(const QByteArray& credential, std::uint64_t generation) {
    if (std::find(m_credentials.begin(), m_credentials.end(), credential) != m_credentials.end())
        return;
    m_credentials.push_back(credential);
    m_generation = generation;
}

void TextFiller::report(ResolveProblem problem) {
    if (!m_problem)
        m_problem = std::move(problem);
}

} // namespace knockback::session
