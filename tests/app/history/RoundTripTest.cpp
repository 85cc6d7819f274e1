// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/HistoryWriter.h"
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;

class RoundTrip : public HistoryTest {
protected:
    // The newest attempt, read back.
    FullAttempt newest() {
        const auto reader = written();
        const auto rows = reader->page({.limit = 1});
        EXPECT_EQ(rows.size(), 1U);
        auto full = reader->load(rows.empty() ? 0 : rows.front().id);
        EXPECT_TRUE(full.ok()) << (full.ok() ? "" : full.error().sentence.toStdString());
        return full.value();
    }
};

void expectSameHead(const http::ResponseHead& a, const http::ResponseHead& b) {
    EXPECT_EQ(a.version, b.version);
    EXPECT_EQ(a.status, b.status);
    EXPECT_EQ(a.reason, b.reason);
    EXPECT_EQ(a.headers, b.headers);
    EXPECT_EQ(a.raw, b.raw);
}

TEST_F(RoundTrip, AnExchangeComesBackByteForByte) {
    open();
    const Attempted attempted{.status = 429, .cause = Cause::RateLimit, .body = QByteArray("\0\xff binary\r\n", 11)};
    const http::Attempt before = http::Redactor().redact(exchangeOf(attempted, clock.wallNow())).attempt();
    add(attempted);
    const FullAttempt full = newest();
    const http::Attempt& after = full.record->exchange.attempt();
    EXPECT_EQ(after.request.method, before.request.method);
    EXPECT_EQ(after.request.url, before.request.url);
    EXPECT_EQ(after.request.headers, before.request.headers) << "order, case and duplicates";
    EXPECT_EQ(after.request.body, before.request.body);
    EXPECT_EQ(after.sentHead, before.sentHead);
    EXPECT_EQ(after.startedAt, before.startedAt);
    expectSameHead(after.response->head, before.response->head);
    ASSERT_EQ(after.response->informational.size(), 1U);
    expectSameHead(after.response->informational[0], before.response->informational[0]);
    EXPECT_EQ(after.response->trailers, before.response->trailers);
    EXPECT_EQ(after.response->body.bytes(), before.response->body.bytes());
    EXPECT_FALSE(after.failure);
    EXPECT_FALSE(full.responseBodyCut);
    EXPECT_EQ(full.responseBodySize, 11);
}

TEST_F(RoundTrip, TimingKeepsWhatDidNotHappenApartFromWhatTookNoTime) {
    open();
    add({});
    const http::Timing timing = newest().record->exchange.attempt().timing;
    EXPECT_EQ(timing.dns, 1200us);
    EXPECT_EQ(timing.wait, 0us);
    EXPECT_EQ(timing.tls, std::nullopt);
    EXPECT_EQ(timing.total, 90ms);
}

TEST_F(RoundTrip, TheConnectionComesBack) {
    open();
    add({});
    const http::ConnectionFacts connection = newest().record->exchange.attempt().connection;
    EXPECT_EQ(connection.localAddress, "127.0.0.1:50000");
    EXPECT_EQ(connection.remoteAddress, "127.0.0.1:443");
    EXPECT_EQ(connection.tlsCipher, "TLS_AES_256_GCM_SHA384");
    ASSERT_EQ(connection.certificates.size(), 1U);
    EXPECT_EQ(connection.certificates[0].issuer, "CN=Test CA");
    EXPECT_EQ(connection.certificates[0].subjectAltNames, "DNS:api.example.com");
    EXPECT_TRUE(connection.reused);
    EXPECT_EQ(connection.bytesReceived, 3000);
    EXPECT_EQ(connection.requestsOnWire, 1);
}

TEST_F(RoundTrip, DiagnosisAndQuotaComeBack) {
    open();
    add({.status = 429, .cause = Cause::RateLimit});
    const FullAttempt full = newest();
    const diagnosis::Diagnosis& diagnosis = full.record->diagnosis;
    EXPECT_EQ(diagnosis.cause, Cause::RateLimit);
    EXPECT_EQ(diagnosis.subcause, "per_ip");
    EXPECT_EQ(diagnosis.confidence, 0.75);
    EXPECT_EQ(diagnosis.retryable, false) << "no is not the same as unknown";
    EXPECT_EQ(diagnosis.retryAfterSeconds, 1.5);
    EXPECT_EQ(diagnosis.referenceIds.at(0).value, QStringLiteral("abc"));
    EXPECT_EQ(diagnosis.evidence.at(0).weight, 0.9);
    EXPECT_EQ(diagnosis.nextSteps.at(0).action, diagnosis::NextAction::SetUserAgent);
    EXPECT_EQ(diagnosis.supportUrl, QStringLiteral("https://support.example"));
    const journal::AttemptPtr before = recordOf({}, clock.wallNow());
    EXPECT_EQ(full.record->quota.windows, before->quota.windows) << "unknown stays unknown, 0 stays 0";
    EXPECT_EQ(full.record->quota.retryAfterSeconds, 5);
    EXPECT_EQ(full.record->quota.retryAfterSource, u"body: retry_after");
    EXPECT_EQ(full.record->quota.blockSeconds, 60);
    EXPECT_EQ(full.record->quota.clockSkew, -1500ms);
    EXPECT_EQ(full.record->quota.problems, before->quota.problems);
    EXPECT_EQ(full.record->decision, QStringLiteral("Waiting 5 s."));
    EXPECT_EQ(full.record->lane, QStringLiteral("core · per IP"));
    EXPECT_EQ(full.record->provider, "example");
}

TEST_F(RoundTrip, ANetworkFailureComesBackWithoutAResponse) {
    open();
    add({.status = 0, .cause = Cause::Network});
    const http::Attempt after = newest().record->exchange.attempt();
    EXPECT_FALSE(after.response);
    ASSERT_TRUE(after.failure);
    EXPECT_EQ(after.failure->kind, http::FailureKind::Timeout);
    EXPECT_EQ(after.failure->phase, http::Phase::Connect);
    EXPECT_EQ(after.failure->detail, QStringLiteral("host=api.example.com; 15000ms"));
}

TEST_F(RoundTrip, ALargeBodyIsCutAndSaysSo) {
    open();
    const QByteArray exact(HistoryWriter::bodyLimit, 'a');
    add({.body = exact});
    FullAttempt full = newest();
    EXPECT_FALSE(full.responseBodyCut);
    EXPECT_EQ(full.record->exchange.attempt().response->body.size(), exact.size());
    add({.body = exact + "b"});
    full = newest();
    EXPECT_TRUE(full.responseBodyCut);
    EXPECT_EQ(full.responseBodySize, exact.size() + 1);
    EXPECT_EQ(full.record->exchange.attempt().response->body.bytes(), exact);
}

TEST_F(RoundTrip, TheRowShowsWhatAListNeeds) {
    open();
    add({.url = "https://api.example.com:8443/v1/a",
         .status = 403,
         .cause = Cause::SuspiciousPattern,
         .requestName = QStringLiteral("List ünits"),
         .number = 3,
         .tokenRequest = true});
    const HistoryRow row = newest().row;
    EXPECT_EQ(row.number, 3);
    EXPECT_EQ(row.startedAt, clock.wallNow());
    EXPECT_EQ(row.duration, 90ms);
    EXPECT_EQ(row.status, 403);
    EXPECT_EQ(row.cause, Cause::SuspiciousPattern);
    EXPECT_EQ(row.vendor, "example");
    EXPECT_EQ(row.method, "POST");
    EXPECT_EQ(row.host, "api.example.com:8443");
    EXPECT_EQ(row.requestName, QStringLiteral("List ünits"));
    EXPECT_EQ(row.title, QStringLiteral("Rate limited by Example"));
    EXPECT_EQ(row.bytesReceived, 3000);
    EXPECT_TRUE(row.tokenRequest);
    EXPECT_EQ(row.call, 0);
}

TEST_F(RoundTrip, AnAttemptThatIsNotThere) {
    open();
    const auto reader = written();
    const auto full = reader->loadRecord(99);
    ASSERT_FALSE(full.ok());
    EXPECT_EQ(full.error().kind, HistoryErrorKind::NotFound);
    EXPECT_FALSE(reader->call(99).ok());
    EXPECT_EQ(reader->count(), 0) << "and the reader goes on";
}

} // namespace
} // namespace knockback::history
