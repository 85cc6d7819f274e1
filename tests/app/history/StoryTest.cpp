// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;
using journal::WaitReason;

class Story : public HistoryTest {
protected:
    // Blocked, a wait of two seconds, a new token, then fine.
    void tell(base::CallId call) {
        const base::WaitId wait{call.value * 10};
        events->append(journal::CallStarted{call, QStringLiteral("List"), "GET", "https://api.example.com/v1/items"});
        events->append(journal::AttemptStarted{call, {1}, 1, 5, {}});
        add({.status = 429, .cause = Cause::RateLimit, .call = call, .number = 1});
        events->append(journal::WaitStarted{call,
                                            wait,
                                            WaitReason::RetryAfter,
                                            {},
                                            clock.wallNow() + 2s,
                                            QStringLiteral("core"),
                                            QStringLiteral("Waiting 2 s.")});
        clock.advance(2s);
        events->append(journal::WaitEnded{call, wait, journal::WaitEnd::Skipped});
        events->append(journal::CredentialRotated{"github", true, QStringLiteral("Renewed."), call, {}});
        add({.status = 200, .call = call, .number = 2});
    }
    void finish(base::CallId call) {
        events->append(journal::CallFinished{call, journal::CallOutcome::Ok, QStringLiteral("Done.")});
    }
};

TEST_F(Story, ACallIsToldFromItsAttemptsWaitsAndRotations) {
    open();
    const base::WallTime start = clock.wallNow();
    tell({7});
    finish({7});
    const auto reader = written();
    const auto rows = reader->page({});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_NE(rows[0].call, 0);
    const auto call = reader->call(rows[0].call);
    ASSERT_TRUE(call.ok()) << call.error().sentence.toStdString();
    EXPECT_EQ(call->startedAt, start);
    EXPECT_EQ(call->finishedAt, start + 2s);
    EXPECT_EQ(call->outcome, journal::CallOutcome::Ok);
    EXPECT_EQ(call->requestName, QStringLiteral("List"));
    ASSERT_EQ(call->attempts.size(), 2U);
    EXPECT_EQ(call->attempts[0].status, 429);
    EXPECT_EQ(call->attempts[1].number, 2);
    ASSERT_EQ(call->waits.size(), 1U);
    EXPECT_EQ(call->waits[0].reason, WaitReason::RetryAfter);
    EXPECT_EQ(call->waits[0].dueAt, start + 2s);
    EXPECT_EQ(call->waits[0].endedAt, start + 2s);
    EXPECT_EQ(call->waits[0].how, journal::WaitEnd::Skipped);
    EXPECT_EQ(call->waits[0].sentence, QStringLiteral("Waiting 2 s."));
    ASSERT_EQ(call->rotations.size(), 1U);
    EXPECT_EQ(call->rotations[0].credential, "github");
    EXPECT_TRUE(call->rotations[0].ok);
}

TEST_F(Story, CallsThatRunAtTheSameTimeStayApart) {
    open();
    for (std::uint64_t id = 1; id <= 3; ++id)
        events->append(journal::CallStarted{{id}, QString::number(id), "GET", "https://a.example/"});
    for (const std::uint64_t id : {2U, 3U, 1U, 3U})
        add({.status = static_cast<int>(200 + id), .call = {id}});
    for (std::uint64_t id = 1; id <= 3; ++id)
        finish({id});
    const auto reader = written();
    for (const HistoryRow& row : reader->page({})) {
        const auto call = reader->call(row.call);
        ASSERT_TRUE(call.ok());
        EXPECT_EQ(call->requestName, QString::number(row.status - 200));
        EXPECT_EQ(call->attempts.size(), row.status == 203 ? 2U : 1U);
    }
}

TEST_F(Story, AfterARestartOldAndNewCallsOfOneNumberStayApart) {
    open();
    tell({1});
    restart(); // the program ended in the middle of the call, and counts from 1 again
    events->append(journal::CallStarted{{1}, QStringLiteral("New"), "GET", "https://b.example/"});
    add({.url = "https://b.example/", .call = {1}});
    const auto reader = written();
    const auto newest = reader->page({.limit = 1});
    ASSERT_EQ(newest.size(), 1U);
    const auto call = reader->call(newest[0].call);
    EXPECT_EQ(call->requestName, QStringLiteral("New"));
    EXPECT_EQ(call->attempts.size(), 1U);
}

TEST_F(Story, AnInterruptedCallHasNoEnd) {
    open();
    tell({1});
    const auto reader = written();
    const auto call = reader->call(reader->page({}).at(0).call);
    ASSERT_TRUE(call.ok());
    EXPECT_EQ(call->outcome, std::nullopt);
    EXPECT_EQ(call->finishedAt, std::nullopt);
}

TEST_F(Story, ATokenRequestOfTheUserBelongsToNoCall) {
    open();
    add({.tokenRequest = true});
    events->append(journal::CredentialRotated{"github", false, QStringLiteral("Refused."), {}, {}});
    const auto reader = written();
    EXPECT_EQ(reader->page({}).at(0).call, 0);
    EXPECT_EQ(ask("SELECT count(*) FROM rotation WHERE call IS NULL AND ok = 0"), "1");
}

} // namespace
} // namespace knockback::history
