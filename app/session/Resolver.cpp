// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Resolver.h"

#include "app/http/Url.h"
#include "app/session/AutomaticHeaders.h"
#include "app/session/RequestOptions.h"
#include "app/session/TextFiller.h"
#include "app/workspace/AuthText.h"
#include "app/workspace/BodyToSend.h"

#include <algorithm>

namespace knockback::session {

namespace {

using base::Failure;

bool isOneOf(const QByteArray& name, std::initializer_list<QByteArrayView> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](QByteArrayView other) { return http::sameFieldName(name, other); });
}

// What of a row goes along on a redirect.
bool followsHop(const workspace::HeaderRow& row, const Hop& hop, const TextFiller& filler) {
    if (isOneOf(row.name, {"Host"}))
        return false;
    if (!hop.keepsBody && isOneOf(row.name, {"Content-Type", "Content-Length", "Content-Encoding", "Content-Language",
                                             "Content-Location", "Transfer-Encoding"}))
        return false;
    return !hop.leftOrigin ||
           !(isOneOf(row.name, {"Authorization", "Cookie", "Proxy-Authorization"}) || filler.holdsSecret(row.value));
}

workspace::AuthDraft effectiveAuth(const CallSpec& spec) {
    const auto& own = spec.draft.auth;
    return own.kind == workspace::AuthKind::Inherited ? spec.inherited : own;
}

// Away from the first origin only a credential of the vault goes along, and only when it is meant for that host.
bool mayFollow(const workspace::AuthDraft& auth, const Hop& hop, const vault::Vault& vault) {
    if (!hop.leftOrigin)
        return true;
    if (auth.kind != workspace::AuthKind::Credential)
        return false;
    const auto credential = vault.find(auth.credential);
    const auto parts = http::parseUrl(hop.url);
    return credential && parts && vault::allowsHost(*credential, parts->authority());
}

class Resolution {
public:
    Resolution(const CallSpec& spec, const std::optional<Hop>& hop, vault::Vault& vault)
        : m_spec(spec)
        , m_hop(hop)
        , m_vault(vault)
        , m_filler(spec.environment, vault, spec.keepUnresolved) {}

    base::Result<ResolvedRequest, ResolveProblem> run(const std::map<QByteArray, QByteArray>& system) {
        const auto& draft = m_spec.draft;
        m_request.method = m_hop ? m_hop->method : workspace::methodToSend(draft);
        const QByteArray authority = setUrl();
        if (m_filler.problem())
            return Failure(*m_filler.problem());
        setHeaders(authority);
        QByteArray contentType;
        if (!draft.body.isEmpty() && (!m_hop || m_hop->keepsBody)) {
            checkBodyMayFollow();
            contentType = setBody(authority);
        }
        addAutomaticHeaders(contentType);
        m_request.options = sendOptions(draft.settings, m_request.url, m_spec.folder, system, m_filler);
        ResolvedRequest resolved;
        const auto auth = effectiveAuth(m_spec);
        if (!m_filler.problem() && (!m_hop || mayFollow(auth, *m_hop, m_vault)))
            resolved.digest = applyAuth(m_request, auth, m_spec.folder, m_filler, m_vault);
        moveUserInfo(m_request);
        if (m_filler.problem())
            return Failure(*m_filler.problem());
        if (const QString problem = http::problemWith(m_request); !problem.isEmpty())
            return Failure(ResolveProblem{problem});
        resolved.request = std::move(m_request);
        resolved.credentials = m_filler.credentials();
        resolved.generation = m_filler.generation();
        return resolved;
    }

private:
    // The host decides which secrets may be used, so it has to stand before the first secret is looked up.
    QByteArray setUrl() {
        const QByteArray url = m_hop ? m_hop->url : m_filler.plain(m_spec.draft.url.trimmed(), QStringLiteral("URL"));
        const auto parts = http::parseUrl(url);
        if (!parts || parts->host.isEmpty() || parts->host.contains("{{")) {
            m_filler.report(
                {QStringLiteral("“%1” is not a full URL: write it as https://host/path.").arg(QString::fromUtf8(url))});
            return {};
        }
        // A redirect's target comes from a server: braces in it are no variables.
        m_request.url = m_hop ? url : m_filler.fillAddress(url, *parts, QStringLiteral("URL"), parts->authority());
        // Variables that only make a name together are filled in now; they must not lead the secrets elsewhere.
        const auto sent = http::parseUrl(m_request.url);
        if (!sent || sent->origin() != parts->origin())
            m_filler.report({QStringLiteral("The variables of the URL make another host of it than the one it names: "
                                            "write the host as it is.")});
        return parts->authority();
    }

    void setHeaders(const QByteArray& authority) {
        for (const auto& row : m_spec.draft.headers) {
            if (!workspace::isSent(row) || row.name.trimmed().isEmpty() ||
                (m_hop && !followsHop(row, *m_hop, m_filler)))
                continue;
            const QString place = QStringLiteral("header %1").arg(QString::fromUtf8(row.name));
            const QByteArray name = m_filler.fill(row.name, place, authority);
            m_request.headers.append(name, headerValue(row, place, authority));
        }
    }

    // `Authorization: Basic user password` is encoded, as every program that reads .http files does.
    QByteArray headerValue(const workspace::HeaderRow& row, const QString& place, const QByteArray& authority) {
        const auto auth = isOneOf(row.name, {"Authorization"}) ? workspace::parseAuthHeader(row.value) : std::nullopt;
        if (auth && auth->kind == workspace::AuthKind::Basic)
            return basicValue(m_filler.fill(auth->user, place, authority),
                              m_filler.fill(auth->password, place, authority));
        if (auth && auth->kind == workspace::AuthKind::Digest)
            m_filler.report({QStringLiteral("The header Authorization reads “Digest” with a user name and a password, "
                                            "which must not go out like that: choose Digest in the Auth tab, or switch "
                                            "the header off."),
                             true});
        return m_filler.fill(row.value, place, authority);
    }

    // Returns the Content-Type that belongs to the body.
    QByteArray setBody(const QByteArray& authority) {
        // As it is written: a form's fields and GraphQL's variables are filled in one by one.
        m_filler.refuseStray(m_spec.draft.body, QStringLiteral("body"));
        auto made = workspace::bodyToSend(m_spec.draft, m_spec.folder, [&](const QByteArray& text) {
            return m_filler.fill(text, QStringLiteral("body"), authority);
        });
        if (!made) {
            m_filler.report({made.error()});
            return {};
        }
        m_request.body = made->body;
        if (!made->contentType.isEmpty() && m_request.headers.contains("Content-Type"))
            m_request.headers.set("Content-Type", made->contentType);
        return made->contentType;
    }

    void addAutomaticHeaders(const QByteArray& contentType) {
        for (const auto& header : automaticHeaders(m_spec.draft, contentType)) {
            const bool ofBody = header.name == "Content-Type" && m_request.body.isEmpty();
            if (header.on && !header.value.isEmpty() && !ofBody && !m_request.headers.contains(header.name))
                m_request.headers.append(header.name, header.value);
        }
    }

    void checkBodyMayFollow() {
        if (m_hop && m_hop->leftOrigin && m_filler.holdsSecret(m_spec.draft.body))
            m_filler.report({QStringLiteral("The server redirects to another origin and wants the body there, but the "
                                            "body holds a secret: send the request to that address yourself if you "
                                            "trust it.")});
    }

    const CallSpec& m_spec;
    const std::optional<Hop>& m_hop;
    vault::Vault& m_vault;
    TextFiller m_filler;
    http::Request m_request;
};

} // namespace

base::Result<ResolvedRequest, ResolveProblem> resolve(const CallSpec& spec, const std::optional<Hop>& hop,
                                                      const std::map<QByteArray, QByteArray>& system,
                                                      vault::Vault& vault) {
    return Resolution(spec, hop, vault).run(system);
}

} // namespace knockback::session
