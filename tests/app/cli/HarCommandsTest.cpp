// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include <QFileInfo>

using namespace knockback;
using test::Cli;

namespace {

using HarCommands = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

QByteArray entry(int status, const QByteArray& headers = {}) {
    return "{\"startedDateTime\": \"2026-11-21T10:00:00.000Z\", \"time\": 120, \"request\": {\"method\": \"GET\", "
           "\"url\": "
           "\"https://api.example.com/items?token=canary-998877\", \"httpVersion\": \"HTTP/1.1\", \"headers\": "
           "[{\"name\": \"Authorization\", \"value\": \"Bearer canary-998877\"}], \"queryString\": [], \"cookies\": "
           "[], "
           "\"headersSize\": -1, \"bodySize\": 0}, \"response\": {\"status\": " +
           QByteArray::number(status) + ", \"statusText\": \"\", \"httpVersion\": \"HTTP/1.1\", \"headers\": [" +
           headers +
           "], \"cookies\": [], \"content\": {\"size\": 0, \"mimeType\": \"text/plain\", \"text\": \"\"}, "
           "\"redirectURL\": "
           "\"\", \"headersSize\": -1, \"bodySize\": 0}, \"cache\": {}, \"timings\": {\"send\": 1, \"wait\": 100, "
           "\"receive\": 19}}";
}

const QByteArray limitHeaders = "{\"name\": \"Retry-After\", \"value\": \"41\"}, {\"name\": \"RateLimit\", \"value\": "
                                "\"\\\"default\\\";r=0;t=41\"}, {\"name\": \"RateLimit-Policy\", \"value\": "
                                "\"\\\"default\\\";q=100;w=60\"}";
const QByteArray begin =
    "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"t\", \"version\": \"1\"}, \"entries\": [";
const QByteArray whole = begin + entry(200) + "," + entry(429, limitHeaders) + "," + entry(404) + "]}}";

TEST_F(HarCommands, DiagnosePrintsOneLineAnEntry) {
    const auto result = knockback({s("diagnose"), s("--json"), write("a.har", whole)});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const auto lines = result.jsonLines();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1].keys(), (QStringList{s("cause"), s("confidence"), s("docsUrl"), s("entry"), s("evidence"),
                                            s("nextSteps"), s("referenceIds"), s("retryAfterSeconds"), s("retryable"),
                                            s("subcause"), s("supportUrl"), s("vendor")}));
    EXPECT_EQ(lines[0][s("cause")], s("none"));
    EXPECT_EQ(lines[1][s("entry")], 1);
    EXPECT_EQ(lines[1][s("cause")], s("rate_limit"));
    EXPECT_EQ(lines[1][s("retryAfterSeconds")], 41);
    EXPECT_TRUE(lines[0][s("retryAfterSeconds")].isNull()) << "unknown is null";
    EXPECT_FALSE(result.out.contains("canary"));
}

TEST_F(HarCommands, LimitsPrintsWindowsAndNullForTheUnknown) {
    const auto result = knockback({s("limits"), s("-")}, whole);
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const auto lines = result.jsonLines();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_TRUE(lines[0][s("windows")].toArray().isEmpty());
    EXPECT_TRUE(lines[0][s("retryAfterSeconds")].isNull());
    EXPECT_EQ(lines[1][s("retryAfterSeconds")], 41);
    const QJsonObject window = lines[1][s("windows")].toArray().first().toObject();
    EXPECT_EQ(window.keys(), (QStringList{s("bucket"), s("limit"), s("partitionKey"), s("remaining"), s("resetAt"),
                                          s("resetSeconds"), s("source"), s("unit"), s("windowSeconds")}));
    EXPECT_EQ(window[s("limit")], 100);
    EXPECT_EQ(window[s("remaining")], 0);
    EXPECT_EQ(window[s("windowSeconds")], 60);
    EXPECT_EQ(window[s("resetSeconds")], 41);
    EXPECT_TRUE(window[s("partitionKey")].isNull());
}

TEST_F(HarCommands, EntriesBeforeTheDamageArePrinted) {
    const QByteArray cut = whole.left(whole.size() - entry(404).size() / 2 - 3);
    for (const char* command : {"diagnose", "limits"}) {
        const auto result = knockback({s(command), write("cut.har", cut)});
        EXPECT_EQ(result.exitCode, 3);
        EXPECT_EQ(result.jsonLines().size(), 2U) << result.out.constData();
        EXPECT_TRUE(result.err.startsWith("knockback: ")) << result.err.constData();
        EXPECT_EQ(result.err.count('\n'), 1) << result.err.constData();
    }
}

TEST_F(HarCommands, WhatIsNoHarIsSaid) {
    for (const QByteArray& text :
         {QByteArray(), QByteArray("hello"), QByteArray("{}"), QByteArray("[1, 2]"), QByteArray("{\"log\": {")}) {
        const auto result = knockback({s("diagnose"), s("-")}, text);
        EXPECT_EQ(result.exitCode, 3) << text.constData();
        EXPECT_EQ(result.out, "");
        EXPECT_EQ(result.err.count('\n'), 1) << text.constData() << result.err.constData();
    }
}

TEST_F(HarCommands, ReportOfOneEntry) {
    const QString har = write("a.har", whole);
    const auto result = knockback({s("report"), har, s("--reason"), s("We were slow."), s("-o"), path("r.zip")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_EQ(result.out.trimmed(), path("r.zip").toUtf8());
    EXPECT_GT(QFileInfo(path("r.zip")).size(), 1000);
    EXPECT_FALSE(read("r.zip").contains("canary"));
    const auto missing = knockback({s("report"), har, s("--entry"), s("9"), s("-o"), path("x.zip")});
    EXPECT_EQ(missing.exitCode, 2);
    EXPECT_TRUE(missing.err.contains("from 0")) << missing.err.constData();
    EXPECT_FALSE(QFileInfo::exists(path("x.zip")));
    EXPECT_EQ(knockback({s("report"), har, s("-o"), path("missing/r.zip")}).exitCode, 3);
    EXPECT_EQ(knockback({s("report"), write("empty.har", begin + "]}}"), s("-o"), path("x.zip")}).exitCode, 3);
}

TEST_F(HarCommands, ReportOfADamagedCaptureStillHoldsWhatCouldBeRead) {
    const auto result =
        knockback({s("report"), write("cut.har", whole.left(whole.size() - 100)), s("-o"), path("r.zip")});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_TRUE(QFileInfo::exists(path("r.zip")));
}

TEST_F(HarCommands, ConvertsToCurlAndHttpWithoutSecrets) {
    const QString har = write("a.har", whole);
    EXPECT_EQ(knockback({s("convert"), har, s("-o"), path("a.sh")}).exitCode, 0);
    EXPECT_EQ(read("a.sh").count("curl "), 3);
    EXPECT_FALSE(read("a.sh").contains("canary"));
    EXPECT_EQ(knockback({s("convert"), har, s("-o"), path("a.http")}).exitCode, 0);
    EXPECT_EQ(read("a.http").count("### GET /items"), 3) << read("a.http").constData();
    EXPECT_FALSE(read("a.http").contains("canary"));
    EXPECT_TRUE(read("a.http").contains("Authorization: Bearer {{")) << read("a.http").constData();
    EXPECT_EQ(knockback({s("convert"), path("a.http"), s("-o"), s("-")}).out.count("curl "), 3);
}

} // namespace
