// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/DraftFromRecord.h"

#include "app/http/Placeholder.h"

namespace knockback::session {

namespace {

constexpr qsizetype longestBody = 1'000'000;

QByteArray withReferences(QByteArray text, const std::vector<vault::Credential>& credentials) {
    for (const auto& credential : credentials)
        text.replace(http::placeholderFor(credential.name), "{{vault:" + credential.name + "}}");
    return text;
}

// Whose secret an Authorization field is, apart from its scheme: that credential signs the new request in its own way.
const vault::Credential* signedBy(const http::HeaderField& field, const std::vector<vault::Credential>& credentials) {
    if (!http::sameFieldName(field.name, "Authorization"))
        return nullptr;
    for (const auto& credential : credentials)
        if (field.value.mid(field.value.indexOf(' ') + 1) == http::placeholderFor(credential.name))
            return &credential;
    return nullptr;
}

} // namespace

workspace::RequestDraft draftFromRecord(const journal::AttemptRecord& record,
                                        const std::vector<vault::Credential>& credentials) {
    const auto& request = record.exchange.attempt().request;
    workspace::RequestDraft draft;
    draft.name = record.requestName;
    draft.method = request.method;
    draft.url = withReferences(request.url, credentials);
    for (const auto& field : request.headers) {
        if (http::sameFieldName(field.name, "Host") || http::sameFieldName(field.name, "Content-Length"))
            continue;
        if (const auto* credential = signedBy(field, credentials)) {
            draft.auth.kind = workspace::AuthKind::Credential;
            draft.auth.credential = credential->name;
        } else {
            draft.headers.push_back({field.name, withReferences(field.value, credentials), true});
        }
    }
    draft.body = withReferences(request.body.prefix(longestBody), credentials);
    return draft;
}

} // namespace knockback::session
