// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NextStepDraft.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::NextAction;
using workspace::RequestDraft;

TEST(NextStepDraft, NamesTheProgramWhereNothingDoes) {
    const auto after = draftAfter(NextAction::SetUserAgent, {});
    ASSERT_TRUE(after);
    ASSERT_EQ(after->headers.size(), 1U);
    EXPECT_EQ(after->headers[0].name, "User-Agent");
    EXPECT_TRUE(after->headers[0].value.startsWith("my-program/"));
}

TEST(NextStepDraft, SwitchesTheUsersOwnUserAgentOnAndKeepsIt) {
    RequestDraft draft;
    draft.headers = {{"Accept", "*/*", true}, {"user-agent", "shop-sync/2", false}};
    const auto after = draftAfter(NextAction::SetUserAgent, draft);
    ASSERT_TRUE(after);
    ASSERT_EQ(after->headers.size(), 2U);
    EXPECT_TRUE(after->headers[1].enabled);
    EXPECT_EQ(after->headers[1].value, "shop-sync/2");
    EXPECT_FALSE(draftAfter(NextAction::SetUserAgent, *after)) << "it is so already";
}

TEST(NextStepDraft, SlowsDownOneStepAtATime) {
    RequestDraft draft;
    draft.policy.pace = retry::PaceMode::Off;
    const auto paced = draftAfter(NextAction::SlowDown, draft);
    ASSERT_TRUE(paced);
    EXPECT_EQ(paced->policy.pace, retry::PaceMode::Burst);
    const auto even = draftAfter(NextAction::SlowDown, *paced);
    ASSERT_TRUE(even);
    EXPECT_EQ(even->policy.pace, retry::PaceMode::Spread);
    EXPECT_FALSE(draftAfter(NextAction::SlowDown, *even)) << "no slower than evenly";
}

TEST(NextStepDraft, OtherStepsLeaveTheRequestAlone) {
    for (const auto step : {NextAction::None, NextAction::Wait, NextAction::Rotate, NextAction::SignIn,
                            NextAction::OpenDocs, NextAction::Rehearse, NextAction::Escalate})
        EXPECT_FALSE(draftAfter(step, {}));
}

} // namespace
} // namespace knockback::ui
