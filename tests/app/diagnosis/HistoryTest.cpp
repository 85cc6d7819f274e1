// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/History.h"
#include "tests/app/diagnosis/Exchange.h"

#include <gmock/gmock.h>

namespace knockback::diagnosis::test {
namespace {

using Seconds = History::Seconds;

Diagnosis diagnoseAfter(const http::Attempt& attempt, const History& history) {
    static const Diagnoser diagnoser(providers::Catalogue::builtIn());
    return diagnoser.diagnose(attempt, noLimits(), history);
}

bool mentions(const Diagnosis& d, const QString& words) {
    return std::any_of(d.evidence.begin(), d.evidence.end(),
                       [&](const Evidence& e) { return e.where.contains(words); });
}

http::Attempt refusedWithToken(int status) {
    auto attempt = answered("https://api.depot.example/items", status, {}, "");
    attempt.request.headers.append("Authorization", "Bearer x");
    return attempt;
}

TEST(History, NothingKnownChangesNothing) {
    const auto attempt = refusedWithToken(401);
    const auto without = diagnose(attempt, noLimits());
    const auto with = diagnoseAfter(attempt, {});
    EXPECT_EQ(with.subcause, without.subcause);
    EXPECT_EQ(with.confidence, without.confidence);
    EXPECT_EQ(with.evidence.size(), without.evidence.size());
}

TEST(History, ABare403InABurstThatWorkedBeforeIsALimit) {
    const auto attempt = answered("https://api.depot.example/items", 403, {}, "");
    EXPECT_EQ(diagnoseAfter(attempt, {}).cause, Cause::None);
    History burst;
    burst.sameWorkedAgo = Seconds(180);
    burst.requestsInLastMinute = 240;
    const auto d = diagnoseAfter(attempt, burst);
    EXPECT_EQ(d.cause, Cause::RateLimit);
    EXPECT_TRUE(mentions(d, QStringLiteral("answered 3 minutes ago")));
    EXPECT_TRUE(mentions(d, QStringLiteral("240 requests")));
    burst.requestsInLastMinute = 3;
    EXPECT_EQ(diagnoseAfter(attempt, burst).cause, Cause::None);
    burst = {};
    burst.requestsInLastMinute = 240; // never worked: nothing says that it is the pace
    EXPECT_EQ(diagnoseAfter(attempt, burst).cause, Cause::None);
}

TEST(History, AConnectionCutInABurstIsALimit) {
    const auto attempt = failed("https://api.depot.example/items", http::FailureKind::RemoteHostClosed,
                                http::Phase::Read, QStringLiteral("closed without a byte"));
    History burst;
    burst.sameWorkedAgo = Seconds(5);
    burst.requestsInLastMinute = 100;
    const auto before = diagnoseAfter(attempt, {});
    const auto d = diagnoseAfter(attempt, burst);
    EXPECT_EQ(before.cause, Cause::Network);
    EXPECT_EQ(d.cause, Cause::Network);         // the failure is certain, the limit a suspicion …
    EXPECT_LT(d.confidence, before.confidence); // … that is said and lowers the confidence
    EXPECT_TRUE(mentions(d, QStringLiteral("100 requests")));
}

TEST(History, AnotherCredentialThatWorksSaysThatThisOneIsTheCause) {
    const auto attempt = refusedWithToken(403);
    EXPECT_EQ(diagnoseAfter(attempt, {}).cause, Cause::None);
    History history;
    history.otherCredentialWorked = true;
    const auto d = diagnoseAfter(attempt, history);
    EXPECT_EQ(d.cause, Cause::Credential);
    EXPECT_TRUE(mentions(d, QStringLiteral("another credential")));
    const auto none = answered("https://api.depot.example/items", 403, {}, ""); // no credential was sent
    EXPECT_EQ(diagnoseAfter(none, history).cause, Cause::None);
}

TEST(History, ACredentialThatWorkedTodayHasExpired) {
    History history;
    history.sameWorkedAgo = Seconds(3600 * 2);
    const auto d = diagnoseAfter(refusedWithToken(401), history);
    EXPECT_EQ(d.cause, Cause::Credential);
    EXPECT_EQ(d.subcause, "expired");
    EXPECT_TRUE(mentions(d, QStringLiteral("2 hours ago")));
    history.sameWorkedAgo = Seconds(3600.0 * 24 * 30);
    EXPECT_EQ(diagnoseAfter(refusedWithToken(401), history).subcause, "invalid");
}

TEST(History, ConditionsHoldOnlyForWhatIsKnown) {
    HistoryCondition young;
    young.credentialYoungerThan = 60;
    HistoryCondition others;
    others.otherHostsWorkedWithin = 10;
    History history;
    EXPECT_FALSE(young.holds(history));
    EXPECT_FALSE(others.holds(history));
    history.credentialAge = Seconds(59);
    history.otherHostsWorkedAgo = Seconds(11);
    EXPECT_TRUE(young.holds(history));
    EXPECT_FALSE(others.holds(history));
    history.credentialAge = Seconds(-1); // clocks that ran backwards say nothing
    EXPECT_FALSE(young.holds(history));
    EXPECT_TRUE(HistoryCondition{}.holds({}));
    history.credentialAge = Seconds(1);
    EXPECT_EQ(young.seen(history), QStringLiteral("the credential is 1 second old"));
}

} // namespace
} // namespace knockback::diagnosis::test
