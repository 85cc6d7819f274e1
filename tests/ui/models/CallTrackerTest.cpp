// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CallTracker.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/models/SidebarModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using journal::CallOutcome;

class CallTrackerTest : public testing::Test {
protected:
    base::CallId send(const char* name = "Items") {
        session::CallSpec spec;
        spec.draft.name = QString::fromLatin1(name);
        return backend.send(spec);
    }

    test::FakeBackend backend;
    CallTracker tracker{backend};
};

TEST_F(CallTrackerTest, FollowsACallFromSendingToItsEnd) {
    const auto call = send();
    EXPECT_EQ(tracker.find(call), nullptr); // not before the next frame
    backend.settle();
    EXPECT_EQ(tracker.find(call)->phase, CallPhase::Starting);
    backend.answer(call, 1, 429, test::rateLimited());
    const auto wait = backend.wait(call, 3s, QStringLiteral("waiting"));
    backend.settle();
    EXPECT_EQ(tracker.find(call)->phase, CallPhase::Waiting);
    EXPECT_TRUE(tracker.anyWaiting());
    backend.time().advance(3s);
    backend.append(journal::WaitEnded{call, wait, journal::WaitEnd::Elapsed});
    backend.answer(call, 2, 200);
    backend.finish(call, CallOutcome::Ok);
    backend.settle();
    const auto* state = tracker.find(call);
    EXPECT_EQ(state->phase, CallPhase::Done);
    EXPECT_EQ(state->attempts.size(), 2U);
    EXPECT_EQ(state->waited, 3s + 20ms);
    EXPECT_EQ(state->outcome, CallOutcome::Ok);
    EXPECT_FALSE(tracker.anyRunning());
    EXPECT_EQ(tracker.exchanges(), 2U);
    EXPECT_EQ(tracker.latestOf(QStringLiteral("Items")), call);
    EXPECT_EQ(tracker.latestBlocked(), call);
}

TEST_F(CallTrackerTest, ManyEventsOfOneFrameAreOneChange) {
    const auto call = send();
    QSignalSpy changes(&tracker, &CallTracker::callChanged);
    for (int number = 1; number <= 50; ++number)
        backend.answer(call, number, 503);
    backend.settle();
    EXPECT_EQ(changes.size(), 1);
    EXPECT_EQ(tracker.find(call)->attempts.size(), 50U);
}

TEST_F(CallTrackerTest, AResultThatOvertakesTheJournalEndsTheCallOnce) {
    const auto call = send();
    backend.answer(call, 1, 200);
    backend.finish(call, CallOutcome::Ok); // before the frame in which the journal is read
    EXPECT_EQ(tracker.find(call)->phase, CallPhase::Done);
    backend.settle();
    EXPECT_FALSE(tracker.anyRunning());
    EXPECT_EQ(tracker.find(call)->attempts.size(), 1U);
}

TEST_F(CallTrackerTest, CountsWhoWaitsForWhichQuota) {
    const auto first = send();
    const auto second = send();
    backend.settle();
    EXPECT_TRUE(tracker.waitingForQuota().empty());
    backend.wait(first, 5s, {});
    backend.wait(second, 5s, {});
    backend.append(journal::WaitStarted{
        send(), base::WaitId{99}, journal::WaitReason::OpenCircuit, {}, {}, QStringLiteral("api.example"), {}});
    backend.settle();
    const auto waiting = tracker.waitingForQuota();
    ASSERT_EQ(waiting.size(), 1U) << "an open circuit is no quota";
    EXPECT_EQ(waiting[0].lane, QStringLiteral("api.example"));
    EXPECT_EQ(waiting[0].calls, 2);
    backend.finish(first, CallOutcome::Cancelled);
    backend.answer(second, 1, 200);
    backend.settle();
    EXPECT_TRUE(tracker.waitingForQuota().empty());
    EXPECT_EQ(tracker.find(second)->host, QStringLiteral("api.example"));
}

TEST_F(CallTrackerTest, TokenRequestsAreNoAttemptsOfTheCall) {
    const auto call = send();
    auto record = std::make_shared<journal::AttemptRecord>(*backend.answer(call, 1, 200));
    record->tokenRequest = true;
    backend.append(journal::AttemptFinished{record});
    backend.settle();
    EXPECT_EQ(tracker.find(call)->attempts.size(), 1U);
}

TEST_F(CallTrackerTest, TheSidebarShowsTheLastOutcome) {
    workspace::RequestDraft draft;
    draft.name = QStringLiteral("Items");
    backend.view.name = QStringLiteral("w");
    backend.view.requests = {{QStringLiteral("f#0"), draft}};
    backend.lab = {{"fixed-window", QStringLiteral("Fixed"), {}, true}};
    SidebarModel model(backend, tracker);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const int row = model.rowOf(SidebarKind::Request, QStringLiteral("f#0"));
    EXPECT_FALSE(model.row(row).badge);
    EXPECT_EQ(model.row(model.rowOf(SidebarKind::Scenario, QStringLiteral("fixed-window"))).badge->text,
              QStringLiteral("running"));
    const auto call = send();
    backend.answer(call, 1, 429, test::rateLimited());
    backend.settle();
    EXPECT_EQ(model.row(row).badge, (SidebarBadge{diagnosis::Cause::RateLimit, QStringLiteral("429"), true}));
    backend.answer(call, 2, 200);
    backend.settle();
    EXPECT_EQ(model.row(row).badge, (SidebarBadge{diagnosis::Cause::None, {}, true}));
}

TEST(ExpiryBadge, SaysHowUrgentItIs) {
    const base::WallTime now{1'795'255'200s};
    vault::Credential credential;
    EXPECT_EQ(sidebarExpiry(credential, now).text, QStringLiteral("no expiry"));
    credential.expiresAt = now + 58min;
    EXPECT_EQ(sidebarExpiry(credential, now), (SidebarBadge{diagnosis::Cause::None, QStringLiteral("58 min"), false}));
    credential.expiresAt = now + 4min;
    EXPECT_EQ(sidebarExpiry(credential, now).cause, diagnosis::Cause::RateLimit);
    credential.expiresAt = now - 3min;
    EXPECT_EQ(sidebarExpiry(credential, now),
              (SidebarBadge{diagnosis::Cause::Credential, QStringLiteral("expired 3 min"), false}));
    credential.lastProblem = QStringLiteral("invalid_grant");
    EXPECT_EQ(sidebarExpiry(credential, now).text, QStringLiteral("problem"));
}

} // namespace
} // namespace knockback::ui
