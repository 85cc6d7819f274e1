// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/Refusal.h"
#include "tests/real/support/RunningServer.h"

#include <gtest/gtest.h>

using namespace knockback;

namespace {

// One request in 10 s to /limited, tarpits of 4 s, a rule that denies, and nobody behind it.
constexpr const char* configuration = R"(
global
  maxconn 64
defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 10s
  timeout tarpit 4s
frontend lab
  bind 127.0.0.1:PORT
  stick-table type ip size 1k expire 30s store http_req_rate(10s)
  http-request track-sc0 src
  http-request tarpit if { path_beg /tarpit }
  http-request deny deny_status 429 if { path_beg /limited } { sc_http_req_rate(0) gt 1 }
  http-request return status 200 content-type application/json string "{}" if { path_beg /limited }
  http-request deny if { path_beg /denied }
  default_backend nobody
backend nobody
)";

class Haproxy : public testing::Test {
protected:
    void SetUp() override {
        const quint16 port = test::freePort();
        const QString file =
            m_program.write("haproxy.cfg", QByteArray(configuration).replace("PORT", QByteArray::number(port)));
        ASSERT_TRUE(
            m_server.start(QStringLiteral("haproxy"), {QStringLiteral("-db"), QStringLiteral("-f"), file}, port))
            << m_server.problem().toStdString();
    }
    [[nodiscard]] test::Refusal send(const char* path) { return test::sendOnce(m_program, m_server.url(path)); }

    test::Program m_program;
    test::RunningServer m_server;
};

TEST_F(Haproxy, TheSecondRequestMeetsItsLimit) {
    ASSERT_EQ(send("/limited/items").status, 200);
    const auto refusal = send("/limited/items");
    EXPECT_EQ(refusal.status, 429);
    EXPECT_EQ(refusal.outcome, "blocked");
    EXPECT_EQ(refusal.cause, "rate_limit") << refusal;
    EXPECT_EQ(refusal.vendor, "haproxy") << refusal;
}

TEST_F(Haproxy, ATarpitIsNotTakenForABrokenServer) {
    const auto refusal = send("/tarpit/items");
    EXPECT_EQ(refusal.status, 500);
    EXPECT_EQ(refusal.outcome, "blocked") << refusal;
    EXPECT_EQ(refusal.cause, "suspicious_pattern") << refusal;
    EXPECT_EQ(refusal.vendor, "haproxy") << refusal;
}

TEST_F(Haproxy, ADenyIsARuleOfTheSite) {
    const auto refusal = send("/denied/items");
    EXPECT_EQ(refusal.status, 403);
    EXPECT_EQ(refusal.cause, "suspicious_pattern") << refusal;
    EXPECT_EQ(refusal.vendor, "haproxy") << refusal;
}

TEST_F(Haproxy, NobodyBehindItIsNotABlock) {
    const auto refusal = send("/else");
    EXPECT_EQ(refusal.status, 503);
    EXPECT_EQ(refusal.cause, "overload") << refusal;
    EXPECT_EQ(refusal.vendor, "haproxy") << refusal;
}

} // namespace
