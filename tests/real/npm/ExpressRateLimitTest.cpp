// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/Program.h"
#include "tests/real/support/RunningServer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

using namespace knockback;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

// express-rate-limit in front of a route, 3 requests in 2 seconds, in the dialect that is the test's parameter.
class ExpressRateLimit : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        const QString folder = s(KNOCKBACK_NPM_DIR);
        ASSERT_TRUE(QFile::exists(folder + s("/node_modules/express-rate-limit")))
            << "run the test real:npm-packages first";
        ASSERT_TRUE(m_server.start(s("node"), {folder + s("/server.js")}, 0, folder))
            << m_server.problem().toStdString();
    }

    [[nodiscard]] QString url() const { return m_server.url((QByteArray("/") + GetParam()).constData()); }
    [[nodiscard]] test::Program::Result send() {
        return m_program.run(
            {s("send"), s("--retries"), s("5"), s("--json"), s("--har"), m_program.path("last.har"), url()});
    }
    // What the limits command reads from the last capture, entry by entry.
    [[nodiscard]] std::vector<QJsonObject> limits() {
        std::vector<QJsonObject> lines;
        for (const QByteArray& line : m_program.run({s("limits"), m_program.path("last.har")}).out.split('\n')) {
            if (!line.isEmpty())
                lines.push_back(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }

    test::Program m_program;
    test::RunningServer m_server;
};

TEST_P(ExpressRateLimit, AnnouncedLimitsAreRead) {
    ASSERT_EQ(send().exitCode, 0);
    const auto lines = limits();
    ASSERT_EQ(lines.size(), 1U);
    const QJsonArray windows = lines[0][s("windows")].toArray();
    ASSERT_EQ(windows.size(), 1) << QJsonDocument(lines[0]).toJson().constData();
    EXPECT_EQ(windows[0][s("limit")], 3);
    EXPECT_EQ(windows[0][s("remaining")], 2);
    EXPECT_EQ(windows[0][s("windowSeconds")], 2);
    EXPECT_TRUE(windows[0][s("source")].toString().contains(s("RateLimit"), Qt::CaseInsensitive));
    EXPECT_TRUE(lines[0][s("retryAfterSeconds")].isNull());
}

TEST_P(ExpressRateLimit, ABlockIsWaitedOut) {
    // One process sends the four, so that they fit into the 2 seconds; without pacing, so that one is blocked.
    const QString file = m_program.write("a.http", "GET " + url().toUtf8() + "\n");
    const auto result = m_program.run({s("run"), file, s("--repeat"), s("4"), s("--pace"), s("off"), s("--json")});
    ASSERT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject call = result.json()[s("calls")].toArray().last().toObject();
    EXPECT_EQ(call[s("outcome")], s("ok"));
    const QJsonArray attempts = call[s("attempts")].toArray();
    ASSERT_EQ(attempts.size(), 2) << result.out.constData();
    EXPECT_EQ(attempts[0][s("status")], 429);
    EXPECT_EQ(attempts[0][s("diagnosis")][s("cause")], s("rate_limit"));
    EXPECT_GE(attempts[0][s("diagnosis")][s("retryAfterSeconds")].toDouble(), 1);
    EXPECT_EQ(call[s("waits")][0][s("reason")], s("retry_after"));
    EXPECT_EQ(test::problemWithWaits(call), QString());
}

TEST_P(ExpressRateLimit, ARunGetsEverythingThrough) {
    const QString file =
        m_program.write("a.http", "### Items\n# @knockback.retry.maxAttempts 20\nGET " + url().toUtf8() + "\n");
    const auto result =
        m_program.run({s("run"), file, s("--repeat"), s("10"), s("--concurrency"), s("3"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.out.constData() << result.err.constData();
    const QJsonObject run = result.json();
    EXPECT_EQ(run[s("ok")], 10);
    EXPECT_EQ(run[s("attempts")].toInt(), 10 + run[s("wastedAttempts")].toInt());
    EXPECT_GE(run[s("wallSeconds")].toDouble(), 5.9) << "10 requests at 3 in 2 s";
    EXPECT_EQ(run[s("wastedAttempts")].toInt(), 0) << "the quota is announced, so no request has to be wasted";
}

// 300 things through 50 in 2 s: five windows have to start anew.
TEST_P(ExpressRateLimit, ThreeHundredRowsInTheLeastTimeWithoutABlock) {
    QByteArray rows = "id\n";
    for (int id = 1; id <= 300; ++id)
        rows += QByteArray::number(id) + '\n';
    const auto result =
        m_program.run({s("send"), s("--json"), s("--rows"), m_program.write("rows.csv", rows), s("--concurrency"),
                       s("10"), m_server.url(("/fifty-" + QByteArray(GetParam()) + "?id={{id}}").constData())});
    ASSERT_EQ(result.exitCode, 0) << result.out.right(2000).constData() << result.err.constData();
    const auto lines = result.out.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 301);
    const QJsonObject totals = QJsonDocument::fromJson(lines.last()).object();
    EXPECT_EQ(totals[s("ok")], 300);
    EXPECT_EQ(totals[s("wastedAttempts")], 0);
    const double ratio = totals[s("wallSeconds")].toDouble() / 10.0;
    std::printf("300 of 300 in %.2f times the least time\n", ratio);
}

INSTANTIATE_TEST_SUITE_P(Dialects, ExpressRateLimit, testing::Values("draft-7", "draft-8"), [](const auto& instance) {
    return std::string(instance.param) == "draft-7" ? "Draft7" : "Draft8";
});

} // namespace
