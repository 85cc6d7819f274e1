// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Bare.h"

#include "app/minimize/PartReader.h"
#include "app/workspace/BodyToSend.h"

#include <algorithm>

namespace knockback::minimize {

workspace::RequestDraft bareRequest(const workspace::RequestDraft& draft, bool sentCookies, bool sentHttp2) {
    workspace::RequestDraft bare = draft;
    const UrlFrame frame = splitUrl(draft.url);
    bare.url = frame.path + frame.fragment;
    bare.parametersOff.clear();
    std::erase_if(bare.headers, workspace::isSent);
    switch (bodyShape(draft)) {
    case BodyShape::None:
        break;
    case BodyShape::Json:
        bare.body = jsonText({}, draft.body.trimmed().startsWith('['));
        break;
    case BodyShape::Form:
    case BodyShape::Multipart:
    case BodyShape::GraphQl:
    case BodyShape::Whole:
        bare.body.clear();
    }
    bare.bodyOff.clear();
    bare.auth = {workspace::AuthKind::None};
    if (sentCookies)
        bare.settings.cookies = false;
    if (sentHttp2 && bare.settings.version != http::HttpVersionChoice::Http11)
        bare.settings.version = http::HttpVersionChoice::Http11;
    return bare;
}

workspace::RequestDraft withHonestHeaders(const workspace::RequestDraft& draft, bool language) {
    workspace::RequestDraft honest = draft;
    honest.settings.omittedHeaders.clear();
    const bool hasLanguage = std::any_of(draft.headers.begin(), draft.headers.end(), [](const auto& row) {
        return workspace::isSent(row) && http::sameFieldName(row.name.trimmed(), "Accept-Language");
    });
    if (language && !hasLanguage)
        honest.headers.push_back({"Accept-Language", "*"});
    return honest;
}

} // namespace knockback::minimize
