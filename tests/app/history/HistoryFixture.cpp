// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

#include "app/history/Statement.h"

namespace knockback::history {

using namespace std::chrono_literals;

http::Attempt exchangeOf(const Attempted& attempted, base::WallTime startedAt) {
    http::Attempt exchange;
    exchange.request.method = "POST";
    exchange.request.url = attempted.url;
    exchange.request.headers = {{"Host", "api.example.com"}, {"X-Twice", "1"}, {"x-twice", ""}};
    exchange.request.body = QByteArray("ping");
    exchange.sentHead = "POST /v1/items HTTP/1.1\r\nHost: api.example.com\r\nX-Twice: 1\r\nx-twice: \r\n\r\n";
    exchange.startedAt = startedAt;
    exchange.timing.dns = 1200us;
    exchange.timing.wait = 0us;
    exchange.timing.total = 90ms;
    exchange.connection.localAddress = "127.0.0.1:50000";
    exchange.connection.remoteAddress = "127.0.0.1:443";
    exchange.connection.httpVersion = "HTTP/1.1";
    exchange.connection.tlsVersion = "TLSv1.3";
    exchange.connection.tlsCipher = "TLS_AES_256_GCM_SHA384";
    exchange.connection.certificates = {
        {"CN=api.example.com", "CN=Test CA", "2026-01-01", "2027-01-01", "DNS:api.example.com", "PEM"}};
    exchange.connection.reused = true;
    exchange.connection.bytesSent = 120;
    exchange.connection.bytesReceived = 3000;
    exchange.connection.requestsOnWire = 1;
    if (attempted.status == 0) {
        exchange.failure = http::NetworkFailure{http::FailureKind::Timeout, http::Phase::Connect,
                                                QStringLiteral("host=api.example.com; 15000ms")};
        return exchange;
    }
    http::Response response;
    response.head = {"HTTP/1.1",
                     attempted.status,
                     "Because \xe9",
                     {{"Date", "x"}, {"Set-Order", "b"}, {"set-order", "a"}},
                     "HTTP/1.1 200 Because \xe9\r\n\r\n"};
    response.informational = {{"HTTP/1.1", 103, "Early Hints", {{"Link", "</a>"}}, "HTTP/1.1 103 Early Hints\r\n\r\n"}};
    if (attempted.acceptedScopes)
        response.head.headers.append("X-Accepted-OAuth-Scopes", *attempted.acceptedScopes);
    response.trailers = {{"Server-Timing", "db;dur=5"}};
    response.body = attempted.body;
    exchange.response = std::move(response);
    return exchange;
}

journal::AttemptPtr recordOf(const Attempted& attempted, base::WallTime startedAt) {
    diagnosis::Diagnosis diagnosis;
    diagnosis.cause = attempted.cause;
    diagnosis.subcause = "per_ip";
    diagnosis.vendor = "example";
    diagnosis.confidence = 0.75;
    diagnosis.retryable = false;
    diagnosis.retryAfterSeconds = 1.5;
    diagnosis.referenceIds = {{QStringLiteral("X-Request-Id"), QStringLiteral("abc")}};
    diagnosis.evidence = {{QStringLiteral("status"), QStringLiteral("429 says so."), 0.9}};
    diagnosis.nextSteps = {{diagnosis::NextAction::SetUserAgent, QStringLiteral("Say who you are.")}};
    diagnosis.title = QStringLiteral("Rate limited by Example");
    diagnosis.docsUrl = QStringLiteral("https://docs.example");
    diagnosis.supportUrl = QStringLiteral("https://support.example");
    ratelimit::QuotaReading quota;
    ratelimit::QuotaWindow window;
    window.bucket = QStringLiteral("core");
    window.limit = 10;
    window.remaining = 0;
    window.resetSeconds = 4.5;
    window.resetAt = base::fromEpochMs(1'795'255'204'500);
    window.partitionKey = QStringLiteral("ip");
    window.source = QStringLiteral("RateLimit");
    quota.windows.push_back(window);
    window.used = 4;
    window.refillPerSecond = 0.5;
    window.resetNumber = 42;
    window.resetByClock = true;
    window.scope = ratelimit::QuotaScope::Endpoint;
    window.conflict = QStringLiteral("X-RateLimit-Remaining says 3");
    quota.windows.push_back(window);
    quota.retryAfterSeconds = 5;
    quota.retryAfterSource = QStringLiteral("body: retry_after");
    quota.blockSeconds = 60;
    quota.clockSkew = -1500ms;
    quota.problems = {QStringLiteral("X-RateLimit-Reset: soon")};
    return std::make_shared<const journal::AttemptRecord>(
        journal::AttemptRecord{.call = attempted.call,
                               .id = {1},
                               .number = attempted.number,
                               .requestName = attempted.requestName,
                               .provider = "example",
                               .lane = QStringLiteral("core · per IP"),
                               .exchange = http::Redactor().redact(exchangeOf(attempted, startedAt)),
                               .diagnosis = std::move(diagnosis),
                               .quota = std::move(quota),
                               .decision = QStringLiteral("Waiting 5 s."),
                               .tokenRequest = attempted.tokenRequest,
                               .credentials = attempted.credentials,
                               .answersTo = attempted.answersTo});
}

void HistoryTest::restart() {
    store.reset();
    events = std::make_unique<journal::Journal>(clock);
    open();
}

void HistoryTest::open() {
    auto opened = HistoryStore::open(path(), *events, clock);
    ASSERT_TRUE(opened.ok()) << opened.error().sentence.toStdString();
    store = std::move(opened).value();
}

std::unique_ptr<HistoryReader> HistoryTest::written() {
    EXPECT_TRUE(store->flush()) << store->problem().toStdString();
    auto reader = store->reader();
    EXPECT_TRUE(reader.ok());
    return std::move(reader).value();
}

std::vector<QByteArray> HistoryTest::urls(const std::vector<HistoryRow>& rows) {
    std::vector<QByteArray> urls;
    for (const HistoryRow& row : rows)
        urls.push_back(row.url);
    return urls;
}

QByteArray HistoryTest::ask(const QByteArray& sql) const {
    auto connection = Connection::open(path(), Connection::Mode::ReadOnly);
    EXPECT_TRUE(connection.ok());
    QByteArray answer;
    Statement statement(*connection, sql);
    while (statement.step())
        answer += (answer.isEmpty() ? "" : " ") + statement.bytes(0);
    EXPECT_FALSE(connection->failed()) << connection->takeError().sentence.toStdString();
    return answer;
}

void HistoryTest::expectSound() const {
    EXPECT_EQ(ask("PRAGMA integrity_check"), "ok");
    const QByteArray attempts = ask("SELECT count(*) FROM attempt");
    EXPECT_EQ(ask("SELECT count(*) FROM attempt_text"), attempts);
    EXPECT_EQ(ask("SELECT count(*) FROM facts"), attempts);
    EXPECT_EQ(ask("SELECT count(*) FROM attempt_text JOIN attempt ON attempt.id = attempt_text.rowid"), attempts);
    EXPECT_EQ(ask("SELECT count(*) FROM body WHERE id / 2 NOT IN (SELECT id FROM attempt)"), "0");
}

} // namespace knockback::history
