// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/AutomaticHeaders.h"

#include "app/http/ContentCoding.h"
#include "app/http/HeaderList.h"
#include "app/workspace/BodyForm.h"

#include <algorithm>

namespace knockback::session {

namespace {

bool hasRow(const workspace::RequestDraft& draft, QByteArrayView name) {
    return std::any_of(draft.headers.begin(), draft.headers.end(), [name](const auto& row) {
        return row.enabled && http::sameFieldName(row.name.trimmed(), name);
    });
}

bool isOmitted(const workspace::RequestDraft& draft, QByteArrayView name) {
    const auto& omitted = draft.settings.omittedHeaders;
    return std::any_of(omitted.begin(), omitted.end(),
                       [name](const QByteArray& other) { return http::sameFieldName(other, name); });
}

// Which field the Auth tab fills, empty when it fills none or that depends on the vault.
QByteArray authField(const workspace::AuthDraft& auth) {
    using workspace::AuthKind;
    switch (auth.kind) {
    case AuthKind::Basic:
    case AuthKind::Bearer:
    case AuthKind::Digest:
        return "Authorization";
    case AuthKind::ApiKey:
        return auth.keyPlace == workspace::KeyPlace::Header ? auth.keyName : QByteArray();
    default:
        return {};
    }
}

} // namespace

std::vector<AutomaticHeader> automaticHeaders(const workspace::RequestDraft& draft, const QByteArray& contentType) {
    std::vector<AutomaticHeader> headers{
        {"Host", {}, QStringLiteral("HTTP/1.1 needs it: the host of the URL."), false},
        {"User-Agent", "knockback/" KNOCKBACK_VERSION,
         QStringLiteral("Names this program. Many APIs turn away requests without one; name your product in a row of "
                        "your own.")},
        {"Accept", "*/*", QStringLiteral("Any kind of answer is welcome.")},
        {"Accept-Encoding", http::acceptedCodings(),
         QStringLiteral("Answers may come compressed; the view undoes it and says so.")}};
    if (!contentType.isEmpty())
        headers.push_back({"Content-Type", contentType, QStringLiteral("What the Body tab holds.")});
    if (!draft.body.isEmpty())
        headers.push_back({"Content-Length", {}, QStringLiteral("The size of the body in bytes."), false});
    if (draft.settings.cookies)
        headers.push_back({"Cookie",
                           {},
                           QStringLiteral("What the cookie jar holds for this URL; the Settings tab switches it off."),
                           false});
    if (const QByteArray field = authField(draft.auth); !field.isEmpty())
        headers.push_back({field, {}, QStringLiteral("Comes from the Auth tab."), false});
    for (auto& header : headers) {
        const bool replaced = hasRow(draft, header.name) && header.name != "Content-Length";
        header.on = !replaced && !(header.switchable && isOmitted(draft, header.name));
    }
    return headers;
}

std::vector<AutomaticHeader> automaticHeaders(const workspace::RequestDraft& draft) {
    return automaticHeaders(draft, workspace::contentTypeOf(workspace::bodyKind(draft)));
}

} // namespace knockback::session
