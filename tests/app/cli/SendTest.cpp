// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include "app/interop/HarReader.h"

#include <QFileInfo>

using namespace knockback;
using test::Cli;

namespace {

using Send = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

TEST_F(Send, PrintsTheBodyAndNothingElse) {
    const auto result = knockback({s("send"), startLab("tour") + s("/items")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(QJsonDocument::fromJson(result.out).object().contains(s("items"))) << result.out.constData();
    EXPECT_EQ(result.err, "");
}

TEST_F(Send, JsonIsTheContract) {
    const auto result = knockback({s("send"), s("--json"), startLab("tour") + s("/items")});
    const QJsonObject call = result.json();
    EXPECT_EQ(call.keys(), (QStringList{s("attempts"), s("outcome"), s("status"), s("waits")}));
    EXPECT_EQ(call[s("outcome")], s("ok"));
    EXPECT_EQ(call[s("status")], 200);
    ASSERT_EQ(call[s("attempts")].toArray().size(), 1);
    const QJsonObject attempt = call[s("attempts")].toArray().first().toObject();
    EXPECT_EQ(attempt.keys(), (QStringList{s("diagnosis"), s("durationMs"), s("httpVersion"), s("remoteAddress"),
                                           s("startedAt"), s("status"), s("timings")}));
    EXPECT_EQ(attempt[s("timings")].toObject().keys(),
              (QStringList{s("connectMs"), s("dnsMs"), s("receiveMs"), s("sendMs"), s("tlsMs"), s("waitMs")}));
    EXPECT_TRUE(attempt[s("timings")][s("tlsMs")].isNull()) << "no TLS on loopback";
    EXPECT_TRUE(attempt[s("timings")][s("waitMs")].isDouble());
    EXPECT_TRUE(attempt[s("remoteAddress")].toString().startsWith(s("127.0.0.1:")));
    EXPECT_TRUE(QDateTime::fromString(attempt[s("startedAt")].toString(), Qt::ISODateWithMs).isValid());
    EXPECT_TRUE(attempt[s("startedAt")].toString().endsWith(u'Z'));
    EXPECT_EQ(attempt[s("diagnosis")].toObject().keys(),
              (QStringList{s("cause"), s("confidence"), s("docsUrl"), s("evidence"), s("nextSteps"), s("referenceIds"),
                           s("retryAfterSeconds"), s("retryable"), s("subcause"), s("supportUrl"), s("vendor")}));
    EXPECT_EQ(attempt[s("diagnosis")][s("cause")], s("none"));
}

TEST_F(Send, WaitsOutABlockAndSucceeds) {
    const QString url = startLab("tour") + s("/items");
    for (int i = 0; i < 3; ++i)
        ASSERT_EQ(knockback({s("send"), url}).exitCode, 0);
    const auto result = knockback({s("send"), s("--retries"), s("3"), s("--json"), url});
    EXPECT_EQ(result.exitCode, 0) << result.out.constData();
    const QJsonObject call = result.json();
    EXPECT_EQ(call[s("outcome")], s("ok"));
    ASSERT_EQ(call[s("attempts")].toArray().size(), 2) << result.out.constData();
    EXPECT_EQ(call[s("attempts")][0][s("status")], 429);
    EXPECT_EQ(call[s("attempts")][0][s("diagnosis")][s("cause")], s("rate_limit"));
    ASSERT_EQ(call[s("waits")].toArray().size(), 1);
    EXPECT_EQ(call[s("waits")][0][s("reason")], s("retry_after"));
    EXPECT_GE(call[s("waits")][0][s("ms")].toDouble(),
              1000 * call[s("attempts")][0][s("diagnosis")][s("retryAfterSeconds")].toDouble());
}

TEST_F(Send, BlockedHasItsCode) {
    const auto result = knockback({s("send"), s("-H"), s("User-Agent: python-requests/2.31"), s("--retries"), s("0"),
                                   s("--json"), startLab("waf-user-agent") + s("/catalog")});
    EXPECT_EQ(result.exitCode, 4) << result.out.constData() << result.err.constData();
    EXPECT_EQ(result.json()[s("outcome")], s("blocked"));
    EXPECT_TRUE(result.err.startsWith("knockback: "));
}

TEST_F(Send, ARefusedConnectionHasItsCode) {
    const QString url = startLab("tour");
    m_lab.stop();
    const auto result = knockback({s("send"), s("--retries"), s("0"), s("--json"), url + s("/items")});
    EXPECT_EQ(result.exitCode, 5) << result.out.constData();
    EXPECT_EQ(result.json()[s("outcome")], s("failed"));
    EXPECT_EQ(result.json()[s("status")], 0);
    EXPECT_EQ(result.json()[s("attempts")][0][s("diagnosis")][s("cause")], s("network"));
}

TEST_F(Send, AMissingTokenIsACredentialProblem) {
    const auto result = knockback({s("send"), s("--retries"), s("0"), startLab("token-expiry") + s("/account")});
    EXPECT_EQ(result.exitCode, 6) << result.err.constData();
}

TEST_F(Send, DataMakesAPost) {
    const auto result = knockback({s("send"), s("-d"), s("{\"name\": \"x\"}"), s("-H"),
                                   s("Content-Type: application/json"), s("--json"), startLab("tour") + s("/items")});
    EXPECT_EQ(result.json()[s("status")], 201) << result.out.constData();
    const QString file = write("body", "from a file");
    EXPECT_EQ(
        knockback({s("send"), s("-d"), u'@' + file, s("--json"), startLab("tour") + s("/items")}).json()[s("status")],
        201);
}

TEST_F(Send, HarHoldsWhatWasSentAndNoSecret) {
    const auto result =
        knockback({s("send"), s("-H"), s("Authorization: Bearer canary-4711-secret"), s("-H"), s("Accept:"), s("--har"),
                   path("out.har"), startLab("tour") + s("/items?api_key=canary-4711-secret")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const QByteArray har = read("out.har");
    EXPECT_FALSE(har.contains("canary-4711"));
    QFile file(path("out.har"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    interop::HarReader reader(file);
    const auto entry = reader.next();
    ASSERT_TRUE(entry && entry->has_value()) << har.constData();
    EXPECT_TRUE((*entry)->request.headers.contains("User-Agent"));
    EXPECT_FALSE((*entry)->request.headers.contains("Accept")) << "'Accept:' leaves it out";
    EXPECT_EQ((*entry)->status(), 200);
}

TEST_F(Send, ReportIsWrittenBesideTheAnswer) {
    const QString url = startLab("tour") + s("/items");
    const auto result = knockback({s("send"), s("--report"), path("r.zip"), url});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_GT(QFileInfo(path("r.zip")).size(), 1000);
    EXPECT_TRUE(QJsonDocument::fromJson(result.out).isObject()) << "standard output is the body alone";
}

TEST_F(Send, NothingIsSentWhenAnOutputCannotBeWritten) {
    const QString url = startLab("tour") + s("/items");
    EXPECT_EQ(knockback({s("send"), s("--har"), path("missing/out.har"), url}).exitCode, 3);
    EXPECT_EQ(m_lab.requestsServed(), 0U);
}

} // namespace
