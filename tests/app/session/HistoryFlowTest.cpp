// SPDX-License-Identifier: GPL-3.0-or-later
// What this session sent before, in the diagnosis of what it sends now.
#include "tests/app/session/SessionFixture.h"

#include <algorithm>

namespace knockback::session {

using namespace std::chrono_literals;
using diagnosis::Cause;

class HistoryFlowTest : public SessionFixture {
protected:
    HistoryFlowTest() { spec.draft.policy.maxAttempts = 1; }
    diagnosis::Diagnosis answered(int status) {
        transport.answer(status);
        return run().attempts.back()->diagnosis;
    }
    void authorize(const QByteArray& token) {
        spec.draft.headers.clear();
        spec.draft.headers.push_back({"Authorization", "Bearer " + token, true});
    }
    static bool mentions(const diagnosis::Diagnosis& d, const QString& words) {
        return std::any_of(d.evidence.begin(), d.evidence.end(),
                           [&](const diagnosis::Evidence& e) { return e.where.contains(words); });
    }
};

TEST_F(HistoryFlowTest, A403InABurstCarriesThatTheSameRequestWorkedMinutesAgo) {
    EXPECT_EQ(answered(200).cause, Cause::None);
    scheduler.advance(3min);
    const QByteArray url = spec.draft.url;
    spec.draft.url = "http://api.example/other";
    for (int i = 0; i < 70; ++i)
        EXPECT_EQ(answered(200).cause, Cause::None);
    spec.draft.url = url + "?page=2";
    const auto d = answered(403);
    EXPECT_EQ(d.cause, Cause::RateLimit);
    EXPECT_TRUE(mentions(d, QStringLiteral("the same request was answered 3 minutes ago")));
    EXPECT_TRUE(mentions(d, QStringLiteral("70 requests went to this host")));
}

TEST_F(HistoryFlowTest, AQuiet403AfterASuccessStaysTheApplicationsOwn) {
    answered(200);
    scheduler.advance(3min);
    EXPECT_EQ(answered(403).cause, Cause::None);
}

TEST_F(HistoryFlowTest, A401AfterASuccessOfTheSameCredentialHasExpired) {
    authorize("first-token-value");
    answered(200);
    scheduler.advance(10min);
    const auto d = answered(401);
    EXPECT_EQ(d.cause, Cause::Credential);
    EXPECT_EQ(d.subcause, "expired");
    EXPECT_TRUE(mentions(d, QStringLiteral("the same request was answered 10 minutes ago")));
    authorize("second-token-value");
    EXPECT_NE(answered(401).subcause, "expired") << "that one never worked";
}

TEST_F(HistoryFlowTest, A403ThatAnotherCredentialDoesNotGetIsAboutTheCredential) {
    authorize("first-token-value");
    answered(200);
    authorize("second-token-value");
    const auto d = answered(403);
    EXPECT_EQ(d.cause, Cause::Credential);
    EXPECT_TRUE(mentions(d, QStringLiteral("answered with another credential")));
}

TEST_F(HistoryFlowTest, TheAttemptsOfOneCallCountForEachOther) {
    spec.draft.policy.maxAttempts = 3;
    transport.answer(200).answer(503).answer(200);
    run();
    const auto& result = run();
    ASSERT_EQ(result.attempts.size(), 2u);
    EXPECT_TRUE(
        mentions(result.attempts.front()->diagnosis, QStringLiteral("the same request was answered 0 seconds ago")));
}

} // namespace knockback::session
