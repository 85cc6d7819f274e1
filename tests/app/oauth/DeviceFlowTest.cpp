// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/FlowFixture.h"

#include "app/http/Url.h"
#include "app/oauth/DeviceFlow.h"

namespace knockback::test {

using namespace std::chrono_literals;
using oauth::PollAnswer;
using oauth::PollPace;
using oauth::RefreshErrorKind;
using Step = oauth::SignInProgress::Step;

namespace {
// RFC 8628 3.2
const QByteArray example = R"({"device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
    "user_code": "WDJB-MJHT", "verification_uri": "https://example.com/device",
    "verification_uri_complete": "https://example.com/device?user_code=WDJB-MJHT", "expires_in": 1800, "interval": 5})";
} // namespace

TEST(DeviceCode, IsReadAsTheRfcShowsIt) {
    const auto code = oauth::parseDeviceCode(example);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->deviceCode.reveal(), "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS");
    EXPECT_EQ(code->userCode, "WDJB-MJHT");
    EXPECT_EQ(code->verificationUrl, "https://example.com/device");
    EXPECT_EQ(code->completeUrl, "https://example.com/device?user_code=WDJB-MJHT");
    EXPECT_EQ(code->lifetime, 1800s);
    EXPECT_EQ(code->interval, 5s);
}

TEST(DeviceCode, LacksNothingThatIsNeeded) {
    const auto with = [](QByteArray from, QByteArray to) {
        return oauth::parseDeviceCode(QByteArray(example).replace(from, to));
    };
    EXPECT_EQ(with("\"interval\": 5", "\"x\": 1")->interval, 5s) << "the default";
    EXPECT_EQ(with("\"interval\": 5", "\"interval\": \"7\"")->interval, 7s);
    EXPECT_EQ(with("\"interval\": 5", "\"interval\": -1")->interval, 5s);
    EXPECT_EQ(with("\"interval\": 5", "\"interval\": 1e300")->interval, 600s);
    EXPECT_EQ(with("verification_uri\"", "verification_url\"")->verificationUrl, "https://example.com/device");
    EXPECT_TRUE(with("https://example.com/device?", "javascript:alert(1)?")->completeUrl.isEmpty());
    EXPECT_FALSE(with("https://example.com/device\"", "file:///etc/passwd\""));
    EXPECT_FALSE(with("device_code", "x"));
    EXPECT_FALSE(with("user_code\":", "x\":"));
    EXPECT_FALSE(with("expires_in", "x"));
    EXPECT_FALSE(oauth::parseDeviceCode("<html>"));
}

TEST(PollPace, SlowsDownForGoodAndBacksOffForOnce) {
    PollPace pace(5s);
    EXPECT_EQ(pace.after(PollAnswer::Pending, 1h), 5s);
    EXPECT_EQ(pace.after(PollAnswer::SlowDown, 1h), 10s);
    EXPECT_EQ(pace.after(PollAnswer::Pending, 1h), 10s);
    EXPECT_EQ(pace.after(PollAnswer::SlowDown, 1h), 15s);
    EXPECT_EQ(pace.after(PollAnswer::NoAnswer, 1h), 30s);
    EXPECT_EQ(pace.after(PollAnswer::NoAnswer, 1h), 60s);
    EXPECT_EQ(pace.after(PollAnswer::Pending, 1h), 15s);
    EXPECT_EQ(pace.after(PollAnswer::Pending, 3s), 3s) << "the last try is at the end of the code";
    EXPECT_EQ(pace.after(PollAnswer::Pending, -3s), 0s);
    for (int i = 0; i < 1000; ++i)
        EXPECT_LE(pace.after(i % 2 == 0 ? PollAnswer::SlowDown : PollAnswer::NoAnswer, 1000h), 600s * 256);
}

class DeviceFlowTest : public FlowFixture {
protected:
    void start() {
        const auto record =
            addUserGrant(vault::CredentialKind::DeviceCode, {{"device-url", "https://auth.test/device"}});
        m_transport.answer(200, {}, example);
        m_flow = std::make_unique<oauth::DeviceFlow>(m_parts, m_discovery, record, ears());
        m_flow->start();
        m_scheduler.advance(1s);
    }
    void pollAnswers(const char* error) { m_transport.answer(400, {}, QByteArray("{\"error\":\"") + error + "\"}"); }
    [[nodiscard]] std::size_t polls() const { return m_transport.requests.size() - 1; }
    std::unique_ptr<oauth::DeviceFlow> m_flow;
};

TEST_F(DeviceFlowTest, TellsTheCodeAndAsksUntilTheUserHasDecided) {
    start();
    ASSERT_TRUE(last(Step::EnterCode));
    EXPECT_EQ(last(Step::EnterCode)->userCode, "WDJB-MJHT");
    EXPECT_EQ(field(m_transport.requests[0], "scope"), "read write");
    EXPECT_EQ(field(m_transport.requests[0], "client_id"), "client 1");
    pollAnswers("authorization_pending");
    pollAnswers("slow_down");
    answer(token(QStringLiteral("access-1"), QStringLiteral("refresh-1")));
    m_scheduler.advance(4s);
    EXPECT_EQ(polls(), 1U);
    m_scheduler.advance(5s);
    EXPECT_EQ(polls(), 2U);
    EXPECT_TRUE(last(Step::Waiting)->sentence.contains(QStringLiteral("next try in 10 s")));
    m_scheduler.advance(9s);
    EXPECT_EQ(polls(), 2U);
    m_scheduler.advance(2s);
    EXPECT_EQ(polls(), 3U);
    EXPECT_TRUE(m_done);
    EXPECT_FALSE(m_kind);
    EXPECT_EQ(field(m_transport.requests[3], "device_code"), "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS");
    EXPECT_EQ(stored("me"), "access-1");
    EXPECT_EQ(stored("me", vault::SecretRole::RefreshToken), "refresh-1");
}

TEST_F(DeviceFlowTest, EndsWithTheCode) {
    start();
    for (int i = 0; i < 400; ++i)
        pollAnswers("authorization_pending");
    m_scheduler.runAll();
    EXPECT_EQ(m_kind, RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(m_sentence.contains(QStringLiteral("ran out")));
    EXPECT_EQ(polls(), 360U) << "1800 s, one every 5 s";
}

TEST_F(DeviceFlowTest, ServersThatFailAreAskedAgainAndRefusalsEndIt) {
    start();
    m_transport.fail(http::FailureKind::Timeout, http::Phase::Connect);
    m_transport.answer(503);
    pollAnswers("access_denied");
    m_scheduler.advance(4s);
    m_scheduler.advance(10s);
    m_scheduler.advance(20s);
    EXPECT_EQ(polls(), 3U);
    EXPECT_EQ(m_kind, RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(m_sentence.contains(QStringLiteral("refused")));
}

TEST_F(DeviceFlowTest, WithoutACodeItSaysWhy) {
    const auto record = addUserGrant(vault::CredentialKind::DeviceCode, {{"device-url", "https://auth.test/device"}});
    m_transport.answer(400, {}, R"({"error":"unauthorized_client"})");
    m_flow = std::make_unique<oauth::DeviceFlow>(m_parts, m_discovery, record, ears());
    m_flow->start();
    m_scheduler.runAll();
    EXPECT_EQ(m_kind, RefreshErrorKind::NotRotatable);
    EXPECT_TRUE(m_sentence.contains(QStringLiteral("unauthorized_client")));
}

TEST_F(DeviceFlowTest, DroppedAtAnyMomentItIsSilent) {
    auto record = *m_vault.find("svc");
    record.kind = vault::CredentialKind::DeviceCode;
    record.settings = {{"device-url", "https://auth.test/device"}};
    for (int steps = 0; steps < 6; ++steps) {
        ScriptedTransport transport(m_scheduler);
        oauth::Parts parts{transport, m_vault, m_scheduler, m_random};
        transport.answer(200, {}, example, 1s);
        for (int i = 0; i < 3; ++i)
            transport.answer(400, {}, R"({"error":"authorization_pending"})", 1s);
        auto flow = std::make_unique<oauth::DeviceFlow>(parts, m_discovery, record, ears());
        flow->start();
        m_scheduler.advance(steps * 2s);
        flow.reset();
        m_scheduler.runAll();
        EXPECT_FALSE(m_done);
    }
}

} // namespace knockback::test
