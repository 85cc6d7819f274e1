// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/NginxServer.h"

#include <QJsonArray>

#include <gtest/gtest.h>

using namespace knockback;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

// limit_req in front of a file, one request in 2 s, in three moods.
constexpr const char* limits = R"(
    location /told/ {
      limit_req zone=slow;
      limit_req_status 429;
      error_page 429 @told;
    }
    location @told {
      add_header Retry-After 2 always;
      return 429 "slow down\n";
    }
    location /untold/ {
      limit_req zone=slow;
      limit_req_status 429;
    }
    location /default/ {
      limit_req zone=slow;
    }
)";

class Nginx : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start(m_program, {"", "limit_req_zone $binary_remote_addr$uri zone=slow:1m rate=30r/m;",
                                               limits, "told/items untold/items default/items"}))
            << m_server.problem();
    }

    // Without jitter the waits are 0.5, 1 and 2 s: the limit is over before the attempts are.
    [[nodiscard]] test::Program::Result send(const char* path) {
        const QString policy = m_program.write("policy.json", R"({"jitter": "none"})");
        return m_program.run(
            {s("send"), s("--policy"), policy, s("--retries"), s("5"), s("--json"), m_server.url(path)});
    }

    test::Program m_program;
    test::NginxServer m_server;
};

TEST_F(Nginx, RetryAfterIsObeyed) {
    ASSERT_EQ(send("/told/items").exitCode, 0);
    const auto result = send("/told/items");
    ASSERT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject call = result.json();
    EXPECT_EQ(call[s("outcome")], s("ok"));
    EXPECT_EQ(call[s("status")], 200);
    const QJsonArray attempts = call[s("attempts")].toArray();
    ASSERT_GE(attempts.size(), 2) << "the first attempt comes too soon for 30 a minute";
    EXPECT_EQ(attempts[0][s("status")], 429);
    EXPECT_EQ(attempts[0][s("diagnosis")][s("cause")], s("rate_limit"));
    EXPECT_EQ(attempts[0][s("diagnosis")][s("retryAfterSeconds")], 2);
    EXPECT_EQ(test::problemWithWaits(call), QString());
}

TEST_F(Nginx, WithoutRetryAfterItBacksOff) {
    ASSERT_EQ(send("/untold/items").exitCode, 0);
    const auto result = send("/untold/items");
    ASSERT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject call = result.json();
    EXPECT_EQ(call[s("outcome")], s("ok"));
    ASSERT_GE(call[s("attempts")].toArray().size(), 2);
    EXPECT_EQ(call[s("attempts")][0][s("status")], 429);
    EXPECT_TRUE(call[s("attempts")][0][s("diagnosis")][s("retryAfterSeconds")].isNull());
    EXPECT_EQ(call[s("waits")][0][s("reason")], s("backoff"));
    EXPECT_EQ(test::problemWithWaits(call), QString());
}

TEST_F(Nginx, ItsDefaultIs503) {
    ASSERT_EQ(send("/default/items").exitCode, 0);
    const auto result = send("/default/items");
    ASSERT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject call = result.json();
    EXPECT_EQ(call[s("outcome")], s("ok"));
    ASSERT_GE(call[s("attempts")].toArray().size(), 2);
    EXPECT_EQ(call[s("attempts")][0][s("status")], 503);
    EXPECT_NE(call[s("attempts")][0][s("diagnosis")][s("cause")], s("none"));
    EXPECT_EQ(test::problemWithWaits(call), QString());
}

TEST_F(Nginx, ManyCallsAllGetThrough) {
    const QString file = m_program.write("a.http", "### Items\n# @knockback.retry.maxAttempts 20\nGET " +
                                                       m_server.url("/told/items").toUtf8() + "\n");
    const auto result = m_program.run({s("run"), file, s("--repeat"), s("4"), s("--concurrency"), s("2"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject run = result.json();
    EXPECT_EQ(run[s("total")], 4);
    EXPECT_EQ(run[s("ok")], 4);
    EXPECT_EQ(run[s("attempts")].toInt(), 4 + run[s("wastedAttempts")].toInt());
    EXPECT_GE(run[s("wallSeconds")].toDouble(), 6.0) << "4 requests at one in 2 s";
}

} // namespace
