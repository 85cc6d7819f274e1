// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include <QXmlStreamReader>

using namespace knockback;
using test::Cli;

namespace {

using RunFile = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

TEST_F(RunFile, EveryRequestOfTheFile) {
    write("http-client.env.json", "{\"lab\": {\"base\": \"" + startLab("tour").toUtf8() + "\"}}");
    const QString file = write(
        "a.http", "### First\nGET {{base}}/items\n\n### Second\n# @knockback.policy none\nPOST {{base}}/items\n\n{}\n");
    const auto result = knockback({s("run"), file, s("--env"), s("lab"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const QJsonObject run = result.json();
    EXPECT_EQ(run.keys(), (QStringList{s("attempts"), s("blocked"), s("calls"), s("failed"), s("ok"), s("total"),
                                       s("wallSeconds"), s("wastedAttempts")}));
    EXPECT_EQ(run[s("total")], 2);
    EXPECT_EQ(run[s("ok")], 2);
    EXPECT_EQ(run[s("attempts")], 2);
    EXPECT_EQ(run[s("wastedAttempts")], 0);
    EXPECT_EQ(run[s("calls")][0][s("name")], s("First"));
    EXPECT_EQ(run[s("calls")][1][s("status")], 201);
}

TEST_F(RunFile, OneRequestManyTimesThroughTheLimit) {
    const QString file = write("a.http", "@base = " + startLab("tour").toUtf8() +
                                             "\n### Items\nGET {{base}}/items\n### Other\nGET {{base}}/\n");
    const auto result = knockback({s("run"), file, s("--name"), s("Items"), s("--repeat"), s("7"), s("--concurrency"),
                                   s("2"), s("--pace"), s("off"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const QJsonObject run = result.json();
    EXPECT_EQ(run[s("total")], 7);
    EXPECT_EQ(run[s("ok")], 7);
    EXPECT_GT(run[s("wastedAttempts")].toInt(), 0) << "without pacing some are blocked first";
    EXPECT_EQ(run[s("attempts")].toInt(), 7 + run[s("wastedAttempts")].toInt());
    EXPECT_GE(run[s("wallSeconds")].toDouble(), 2.0) << "7 requests at 3 in 2 seconds";
}

TEST_F(RunFile, BlockedCallsAreCountedAndReported) {
    const QString file = write("a.http", "### Catalogue\n# @knockback.policy none\nGET " +
                                             startLab("waf-user-agent").toUtf8() + "/catalog\nUser-Agent: curl/8\n");
    const auto result =
        knockback({s("run"), file, s("--junit"), path("j.xml"), s("--har"), path("r.har"), s("--json")});
    EXPECT_EQ(result.exitCode, 4) << result.out.constData();
    EXPECT_EQ(result.json()[s("blocked")], 1);
    EXPECT_EQ(result.json()[s("wastedAttempts")], 1);
    QXmlStreamReader xml(read("j.xml"));
    ASSERT_TRUE(xml.readNextStartElement());
    EXPECT_EQ(xml.attributes().value(s("tests")), s("1"));
    EXPECT_EQ(xml.attributes().value(s("failures")), s("1"));
    while (!xml.atEnd())
        xml.readNext();
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_TRUE(read("r.har").contains("\"status\":403") || read("r.har").contains("\"status\": 403"));
}

TEST_F(RunFile, PlainTextEndsWithTheTotals) {
    const QString file = write("a.http", "GET " + startLab("tour").toUtf8() + "/items\n");
    const auto result = knockback({s("run"), file});
    EXPECT_TRUE(result.out.startsWith("ok ")) << result.out.constData();
    EXPECT_TRUE(result.out.contains("1 of 1 ok")) << result.out.constData();
}

TEST_F(RunFile, UnknownNamesAreSaidBeforeAnythingIsSent) {
    const QString file = write("a.http", "### Items\nGET " + startLab("tour").toUtf8() + "/items\n");
    const auto name = knockback({s("run"), file, s("--name"), s("nosuch")});
    EXPECT_EQ(name.exitCode, 3);
    EXPECT_TRUE(name.err.contains("Items"));
    const auto environment = knockback({s("run"), file, s("--env"), s("prod")});
    EXPECT_EQ(environment.exitCode, 3);
    EXPECT_TRUE(environment.saidOneSentence());
    EXPECT_EQ(m_lab.requestsServed(), 0U);
}

TEST_F(RunFile, BodyFilesAreSent) {
    write("body.json", "{\"from\": \"file\"}");
    const QString file = write("a.http", "POST " + startLab("tour").toUtf8() + "/items\n\n< ./body.json\n");
    EXPECT_EQ(knockback({s("run"), file, s("--har"), path("r.har")}).exitCode, 0);
    EXPECT_TRUE(read("r.har").contains("from")) << read("r.har").constData();
}

} // namespace
