// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

using namespace knockback;
using test::Cli;

namespace {

using DiagnoseText = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

const QByteArray trace = "*   Trying 203.0.113.9:443...\n* Connected to api.example.com (203.0.113.9) port 443\n"
                         "> GET /items?api_key=canary-998877 HTTP/1.1\n> Host: api.example.com\n"
                         "> Authorization: Bearer canary-998877\n>\n< HTTP/1.1 429 Too Many Requests\n"
                         "< Retry-After: 41\n<\nslow down, canary-998877\n* Connection #0 to host api.example.com left "
                         "intact\n* Issue another request to this URL: 'https://api.example.com/b'\n"
                         "*   Trying 203.0.113.9:443...\n* Connected to api.example.com (203.0.113.9) port 443\n"
                         "* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n* Recv failure: Connection reset by peer\n"
                         "curl: (35) Recv failure: Connection reset by peer\n";

TEST_F(DiagnoseText, PrintsALineForEveryExchangeOfATrace) {
    for (const bool fromFile : {false, true}) {
        const auto result = fromFile ? knockback({s("diagnose"), write("trace.txt", trace)})
                                     : knockback({s("diagnose"), s("-")}, trace);
        EXPECT_EQ(result.exitCode, 0) << result.err.constData();
        const auto lines = result.jsonLines();
        ASSERT_EQ(lines.size(), 2U) << result.out.constData();
        EXPECT_EQ(lines[0][s("entry")], 0);
        EXPECT_EQ(lines[0][s("cause")], s("rate_limit"));
        EXPECT_EQ(lines[0][s("retryAfterSeconds")], 41);
        EXPECT_EQ(lines[1][s("entry")], 1);
        EXPECT_EQ(lines[1][s("cause")], s("network"));
        EXPECT_EQ(lines[1][s("subcause")], s("tcp_reset"));
        EXPECT_FALSE(result.out.contains("canary")) << result.out.constData();
        EXPECT_EQ(result.err, "");
    }
}

TEST_F(DiagnoseText, LimitsAndReportsComeFromTextToo) {
    const QByteArray answer = "HTTP/1.1 429 Too Many Requests\nRetry-After: 41\n\nslow down";
    const auto limits = knockback({s("limits"), s("-")}, answer).jsonLines();
    ASSERT_EQ(limits.size(), 1U);
    EXPECT_EQ(limits[0][s("retryAfterSeconds")], 41);
    const auto report = knockback({s("report"), write("trace.txt", trace), s("-o"), path("r.zip")});
    EXPECT_EQ(report.exitCode, 0) << report.err.constData();
    EXPECT_FALSE(read("r.zip").contains("canary"));
}

TEST_F(DiagnoseText, AnAnswerWithoutItsRequestIsNotBlamedOnTheRequest) {
    const auto lines =
        knockback({s("diagnose"), s("-")}, "HTTP/1.1 403 Forbidden\nServer: nginx\n\nForbidden").jsonLines();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0][s("subcause")], s("missing_user_agent"));
    for (const auto& evidence : lines[0][s("evidence")].toArray())
        EXPECT_FALSE(evidence.toObject()[s("where")].toString().contains(s("User-Agent")));
}

TEST_F(DiagnoseText, WhatCannotBeReadIsOneSentence) {
    for (const QByteArray& text :
         {QByteArray("Dear team"), QByteArray("GET / HTTP/1.1\n\n"), QByteArray("curl -v a.example")}) {
        const auto result = knockback({s("diagnose"), s("-")}, text);
        EXPECT_EQ(result.exitCode, 3);
        EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
        EXPECT_EQ(result.out, "");
    }
}

} // namespace
