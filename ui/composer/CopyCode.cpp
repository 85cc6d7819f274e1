// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CopyCode.h"

#include "app/http/Placeholder.h"
#include "app/http/Redactor.h"
#include "app/http/Variables.h"
#include "app/interop/ShellWords.h"
#include "app/session/AutomaticHeaders.h"
#include "app/workspace/BodyToSend.h"

#include <algorithm>

namespace knockback::ui {

using workspace::AuthKind;

namespace {

class RequestMaker {
public:
    explicit RequestMaker(const CodeSource& source) : m_source(source) {}

    // The error is a sentence.
    base::Result<http::Request, QString> make() {
        m_request.method = workspace::methodToSend(m_source.draft);
        m_request.url = filled(m_source.draft.url.trimmed());
        for (const auto& row : m_source.draft.headers) {
            if (workspace::isSent(row))
                m_request.headers.append(filled(row.name), filled(row.value));
        }
        const auto body = workspace::bodyToSend(m_source.draft, m_source.folder,
                                                [this](const QByteArray& text) { return filled(text); });
        if (!body)
            return base::Failure(body.error());
        m_request.body = body->body;
        for (const auto& header : session::automaticHeaders(m_source.draft, body->contentType)) {
            if (header.on && !header.value.isEmpty() && !m_request.headers.contains(header.name) &&
                !(header.name == "Content-Type" && m_request.body.isEmpty()))
                m_request.headers.append(header.name, header.value);
        }
        const auto& own = m_source.draft.auth;
        addAuth(own.kind == AuthKind::Inherited ? m_source.inherited : own);
        return std::move(m_request);
    }

private:
    // The vault's secrets by their names, everything else by its value.
    [[nodiscard]] QByteArray filled(const QByteArray& text) const {
        return http::substitute(text,
                                [this](const QByteArray& name) -> std::optional<QByteArray> {
                                    if (name.startsWith("vault:"))
                                        return http::placeholderFor(name.mid(6).trimmed());
                                    const auto found = m_source.environment.find(name);
                                    return found == m_source.environment.end() ? std::nullopt
                                                                               : std::optional(found->second);
                                })
            .text;
    }

    void setHeader(const QByteArray& name, const QByteArray& value) {
        if (!m_request.headers.contains(name))
            m_request.headers.append(name, value);
    }

    void addQuery(const QByteArray& name, const QByteArray& value) {
        const auto hash = m_request.url.indexOf('#');
        const auto end = hash < 0 ? m_request.url.size() : hash;
        const bool first = !m_request.url.first(end).contains('?');
        m_request.url.insert(end, (first ? '?' : '&') + name.toPercentEncoding() + '=' + value);
    }

    void addAuth(const workspace::AuthDraft& auth) {
        switch (auth.kind) {
        case AuthKind::Basic:
            return setHeader("Authorization", "Basic " + http::placeholderFor("basic-credentials"));
        case AuthKind::Bearer:
            return setHeader("Authorization", "Bearer " + filled(auth.token).trimmed());
        case AuthKind::ApiKey:
            if (auth.keyPlace == workspace::KeyPlace::Query)
                return addQuery(filled(auth.keyName), http::placeholderFor(auth.keyName));
            return setHeader(filled(auth.keyName), http::placeholderFor(auth.keyName));
        case AuthKind::Credential:
            return addCredential(auth.credential);
        case AuthKind::Inherited:
        case AuthKind::None:
        case AuthKind::Digest:
        case AuthKind::ClientCertificate:
            return;
        }
    }

    void addCredential(const QByteArray& name) {
        const auto found = std::find_if(m_source.credentials.begin(), m_source.credentials.end(),
                                        [&name](const auto& credential) { return credential.name == name; });
        const QByteArray secret = http::placeholderFor(name);
        if (found == m_source.credentials.end())
            return;
        if (found->kind == vault::CredentialKind::ApiKey && !found->query.isEmpty())
            return addQuery(found->query, secret);
        if (found->kind == vault::CredentialKind::ApiKey)
            return setHeader(found->header.isEmpty() ? QByteArray("X-API-Key") : found->header, secret);
        if (found->kind == vault::CredentialKind::Basic)
            return setHeader("Authorization", "Basic " + secret);
        // Signatures, Digest answers and certificates are no header that could be written down.
        if (found->kind == vault::CredentialKind::Bearer || vault::canRotate(found->kind))
            setHeader("Authorization", "Bearer " + secret);
    }

    const CodeSource& m_source;
    http::Request m_request;
};

std::vector<QByteArray> variablesOf(const http::Request& request) {
    QByteArray all = request.url;
    for (const auto& field : request.headers)
        all += '\n' + field.value;
    return interop::variablesIn(all);
}

} // namespace

CopiedCode codeFor(interop::CodeLanguage language, const CodeSource& source) {
    const auto request = RequestMaker(source).make();
    if (!request)
        return {{}, {}, request.error()};
    http::Attempt attempt;
    attempt.request = *request;
    // What was typed out is a secret as well.
    const auto redacted = http::Redactor().redact(attempt);
    return {interop::writeCode(language, redacted), variablesOf(redacted.attempt().request), {}};
}

} // namespace knockback::ui
