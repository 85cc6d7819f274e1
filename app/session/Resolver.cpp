// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Resolver.h"

#include "app/http/Url.h"
#include "app/http/Variables.h"
#include "app/vault/AuthApplier.h"

#include <algorithm>

namespace knockback::session {

namespace {

using base::Failure;

ResolveProblem fromVault(const vault::VaultError& error, const QByteArray& name, const vault::Vault& vault) {
    ResolveProblem problem{error.sentence, true, false, {}};
    problem.vaultLocked = error.kind == vault::VaultErrorKind::Locked || error.kind == vault::VaultErrorKind::Absent;
    if (error.kind == vault::VaultErrorKind::NotFound) {
        const auto known = vault.find(name);
        if (known && vault::canRotate(known->kind))
            problem.renew = name;
    }
    return problem;
}

// Fills the texts of one request, and remembers the first thing that stands in the way.
class Filler {
public:
    Filler(const workspace::Environment& environment, vault::Vault& vault)
        : m_environment(environment)
        , m_vault(vault) {}

    // Environment variables only; credentials stay in their braces.
    QByteArray plain(const QByteArray& text, const QString& place) {
        const auto result = http::substitute(text, [&](const QByteArray& name) -> std::optional<QByteArray> {
            const auto it = m_environment.find(name);
            return it == m_environment.end() ? std::nullopt : std::optional(it->second);
        });
        for (const auto& name : result.unresolved)
            if (!name.startsWith("vault:"))
                report({QStringLiteral(
                            "The variable {{%1}} in the %2 has no value: define it in the environment or the file.")
                            .arg(QString::fromUtf8(name), place)});
        return result.text;
    }

    QByteArray withSecrets(const QByteArray& text, QByteArrayView authority) {
        return http::substitute(text,
                                [&](const QByteArray& name) -> std::optional<QByteArray> {
                                    if (!name.startsWith("vault:"))
                                        return std::nullopt;
                                    return secret(name.mid(6).trimmed(), authority);
                                })
            .text;
    }

    void used(const QByteArray& credential) {
        if (std::find(m_credentials.begin(), m_credentials.end(), credential) == m_credentials.end())
            m_credentials.push_back(credential);
    }
    void report(ResolveProblem problem) {
        if (!m_problem)
            m_problem = std::move(problem);
    }

    [[nodiscard]] const std::optional<ResolveProblem>& problem() const { return m_problem; }
    [[nodiscard]] const std::vector<QByteArray>& credentials() const { return m_credentials; }

private:
    std::optional<QByteArray> secret(const QByteArray& name, QByteArrayView authority) {
        auto value = m_vault.use(name, vault::SecretRole::Value, authority);
        if (!value) {
            report(fromVault(value.error(), name, m_vault));
            return std::nullopt;
        }
        used(name);
        return value->reveal().toByteArray();
    }

    const workspace::Environment& m_environment;
    vault::Vault& m_vault;
    std::optional<ResolveProblem> m_problem;
    std::vector<QByteArray> m_credentials;
};

} // namespace

base::Result<ResolvedRequest, ResolveProblem> resolve(const CallSpec& spec, vault::Vault& vault) {
    const workspace::RequestDraft& draft = spec.draft;
    Filler fill(spec.environment, vault);
    http::Request request;
    request.method = draft.method;

    // The host decides which secrets may be used, so it has to stand before the first secret is looked up.
    const QByteArray url = fill.plain(draft.url.trimmed(), QStringLiteral("URL"));
    if (fill.problem())
        return Failure(*fill.problem());
    const auto parts = http::parseUrl(url);
    if (!parts || parts->host.isEmpty() || parts->host.contains("{{"))
        return Failure(ResolveProblem{
            QStringLiteral("“%1” is not a full URL: write it as https://host/path.").arg(QString::fromUtf8(url))});
    const QByteArray authority = parts->authority();

    request.url = fill.withSecrets(url, authority);
    for (const auto& row : draft.headers) {
        if (!row.enabled || row.name.trimmed().isEmpty())
            continue;
        const QString place = QStringLiteral("header %1").arg(QString::fromUtf8(row.name));
        request.headers.append(fill.withSecrets(fill.plain(row.name, place), authority),
                               fill.withSecrets(fill.plain(row.value, place), authority));
    }
    if (!draft.body.isEmpty())
        request.body = http::Body(fill.withSecrets(fill.plain(draft.body, QStringLiteral("body")), authority));
    if (fill.problem())
        return Failure(*fill.problem());

    if (draft.auth.kind == workspace::AuthKind::Credential && !draft.auth.credential.isEmpty()) {
        const auto credential = vault.find(draft.auth.credential);
        if (!credential)
            return Failure(
                ResolveProblem{QStringLiteral("There is no credential “%1” in the vault: add it, or choose another "
                                              "one in the Auth tab.")
                                   .arg(QString::fromUtf8(draft.auth.credential)),
                               true, false});
        if (auto applied = vault::applyCredential(request, *credential, vault); !applied)
            return Failure(fromVault(applied.error(), draft.auth.credential, vault));
        fill.used(draft.auth.credential);
    }
    if (const QString problem = http::problemWith(request); !problem.isEmpty())
        return Failure(ResolveProblem{problem});
    return ResolvedRequest{std::move(request), fill.credentials()};
}

} // namespace knockback::session
