// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NextStepDraft.h"

#include "app/http/HeaderList.h"

#include <algorithm>

namespace knockback::ui {

namespace {

// RFC 9110 10.1.5: the product, then a comment; who runs a server wants to know whom to ask.
constexpr const char* ownUserAgent = "my-program/1.0 (+https://example.com/contact)";

void setUserAgent(workspace::RequestDraft& draft) {
    const auto isUserAgent = [](const auto& header) { return http::sameFieldName(header.name, "User-Agent"); };
    const auto found = std::find_if(draft.headers.begin(), draft.headers.end(), isUserAgent);
    if (found == draft.headers.end())
        return draft.headers.push_back({"User-Agent", ownUserAgent, true});
    found->enabled = true;
    if (found->value.trimmed().isEmpty())
        found->value = ownUserAgent;
}

void slowDown(workspace::RequestDraft& draft) {
    if (draft.policy.pace == retry::PaceMode::Off || draft.policy.pace == retry::PaceMode::Greedy)
        draft.policy.pace = retry::PaceMode::Burst;
    else
        draft.policy.pace = retry::PaceMode::Spread;
}

} // namespace

std::optional<workspace::RequestDraft> draftAfter(diagnosis::NextAction step, workspace::RequestDraft draft) {
    const workspace::RequestDraft before = draft;
    if (step == diagnosis::NextAction::SetUserAgent)
        setUserAgent(draft);
    else if (step == diagnosis::NextAction::SlowDown)
        slowDown(draft);
    return draft == before ? std::nullopt : std::optional(draft);
}

} // namespace knockback::ui
