// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/NetworkFailure.h"

#include <QFile>

namespace knockback {

using http::FailureKind;
using http::NetworkFailure;
using http::Phase;

namespace {

constexpr FailureKind lastKind = FailureKind::Other;
constexpr Phase lastPhase = Phase::Body;

} // namespace

TEST(NetworkFailure, everyKindAndPhaseSurvivesAHar) {
    for (int k = 0; k <= static_cast<int>(lastKind); ++k)
        for (int p = 0; p <= static_cast<int>(lastPhase); ++p)
            for (const QString& detail : {QString(), QStringLiteral("host=a.example; addr=[::1]:443; a: b")}) {
                const NetworkFailure failure{static_cast<FailureKind>(k), static_cast<Phase>(p), detail};
                const auto back = http::fromHarError(http::toHarError(failure));
                ASSERT_TRUE(back);
                EXPECT_EQ(back->kind, failure.kind) << http::toHarError(failure).toStdString();
                EXPECT_EQ(back->phase, failure.phase);
                EXPECT_EQ(back->detail, failure.detail);
            }
}

TEST(NetworkFailure, writesWhatTheContractSays) {
    EXPECT_EQ(http::toHarError({FailureKind::Timeout, Phase::Connect, QStringLiteral("host=h; addr=a:1; 15000ms")}),
              "timeout: phase=connect; host=h; addr=a:1; 15000ms");
    EXPECT_EQ(http::toHarError({FailureKind::Cancelled, Phase::None, {}}), "cancelled");
}

TEST(NetworkFailure, unknownWordsAreKept) {
    const auto failure = http::fromHarError("Something: broke");
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->kind, FailureKind::Other);
    EXPECT_EQ(failure->detail, QStringLiteral("Something: broke"));
    EXPECT_FALSE(http::fromHarError("  "));
    const auto phase = http::fromHarError("timeout: phase=lunch; 3ms");
    EXPECT_EQ(phase->kind, FailureKind::Timeout);
    EXPECT_EQ(phase->phase, Phase::None);
    EXPECT_EQ(phase->detail, QStringLiteral("phase=lunch; 3ms"));
}

TEST(NetworkFailure, namesAreReadBack) {
    for (int k = 0; k <= static_cast<int>(lastKind); ++k)
        EXPECT_EQ(http::failureFromName(http::failureName(static_cast<FailureKind>(k))), static_cast<FailureKind>(k));
    EXPECT_EQ(http::failureFromName("no such kind"), FailureKind::Other);
}

TEST(NetworkFailure, isDescribedInOneSentence) {
    const auto text = [](FailureKind kind, Phase phase, const char* detail = "") {
        return http::describe({kind, phase, QString::fromUtf8(detail)}).toStdString();
    };
    for (int k = 0; k <= static_cast<int>(lastKind); ++k)
        EXPECT_THAT(text(static_cast<FailureKind>(k), Phase::Tls, "host=h"), testing::EndsWith(" (host=h)."));
    EXPECT_EQ(text(FailureKind::ConnectionRefused, Phase::Connect), "The server refused the connection.");
    EXPECT_EQ(text(FailureKind::Timeout, Phase::Tls, "120ms"),
              "The time limit was reached during the TLS handshake (120ms).");
    EXPECT_EQ(text(FailureKind::ProtocolError, Phase::Read),
              "What the server sent is not valid HTTP, in the head of the answer.");
    EXPECT_EQ(text(FailureKind::ProtocolError, Phase::Body),
              "What the server sent is not valid HTTP, in the body of the answer.");
    EXPECT_EQ(text(FailureKind::NotSent, Phase::None, "The URL has a space."),
              "The request was not sent. The URL has a space.");
}

namespace {

struct BrowserCase {
    const char* text;
    FailureKind kind;
    Phase phase;
};

class BrowserError : public testing::TestWithParam<BrowserCase> {};

TEST_P(BrowserError, isUnderstood) {
    const auto failure = http::fromHarError(GetParam().text);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->kind, GetParam().kind);
    EXPECT_EQ(failure->phase, GetParam().phase);
    EXPECT_EQ(failure->detail, QString::fromLatin1(GetParam().text)) << "the browser's own word stays readable";
}

INSTANTIATE_TEST_SUITE_P(
    Names, BrowserError,
    testing::Values(BrowserCase{"net::ERR_NAME_NOT_RESOLVED", FailureKind::HostNotFound, Phase::Dns},
                    BrowserCase{"net::ERR_CONNECTION_REFUSED", FailureKind::ConnectionRefused, Phase::Connect},
                    BrowserCase{"net::ERR_CONNECTION_RESET", FailureKind::RemoteHostClosed, Phase::None},
                    BrowserCase{"net::ERR_CONNECTION_CLOSED", FailureKind::RemoteHostClosed, Phase::None},
                    BrowserCase{"net::ERR_EMPTY_RESPONSE", FailureKind::RemoteHostClosed, Phase::Read},
                    BrowserCase{"net::ERR_CONNECTION_TIMED_OUT", FailureKind::Timeout, Phase::Connect},
                    BrowserCase{"net::ERR_TIMED_OUT", FailureKind::Timeout, Phase::None},
                    BrowserCase{"net::ERR_DNS_TIMED_OUT", FailureKind::Timeout, Phase::Dns},
                    BrowserCase{"net::ERR_CERT_DATE_INVALID", FailureKind::SslHandshakeFailed, Phase::Tls},
                    BrowserCase{"net::ERR_CERT_AUTHORITY_INVALID", FailureKind::SslHandshakeFailed, Phase::Tls},
                    BrowserCase{"net::ERR_SSL_PROTOCOL_ERROR", FailureKind::SslHandshakeFailed, Phase::Tls},
                    BrowserCase{"net::ERR_TUNNEL_CONNECTION_FAILED", FailureKind::TunnelFailed, Phase::Proxy},
                    BrowserCase{"net::ERR_PROXY_CONNECTION_FAILED", FailureKind::Other, Phase::Proxy},
                    BrowserCase{"net::ERR_CONTENT_LENGTH_MISMATCH", FailureKind::ContentTruncated, Phase::Body},
                    BrowserCase{"net::ERR_INCOMPLETE_CHUNKED_ENCODING", FailureKind::ContentTruncated, Phase::Body},
                    BrowserCase{"net::ERR_INVALID_CHUNKED_ENCODING", FailureKind::ProtocolError, Phase::Body},
                    BrowserCase{"net::ERR_HTTP2_PROTOCOL_ERROR", FailureKind::ProtocolError, Phase::None},
                    BrowserCase{"net::ERR_RESPONSE_HEADERS_TOO_BIG", FailureKind::TooLarge, Phase::Read},
                    BrowserCase{"net::ERR_BLOCKED_BY_CLIENT", FailureKind::NotSent, Phase::None},
                    BrowserCase{"net::ERR_ABORTED", FailureKind::Cancelled, Phase::None},
                    BrowserCase{"ERR_CONNECTION_RESET (-101)", FailureKind::RemoteHostClosed, Phase::None},
                    BrowserCase{"net::ERR_SOMETHING_NEW", FailureKind::Other, Phase::None}));

} // namespace

// The recorded failures that diagnosis is trained on, when they are at hand.
TEST(NetworkFailure, readsEveryRecordedFailure) {
    QFile file(QStringLiteral(KNOCKBACK_SOURCE_DIR "/../shared/data/corpus_dev.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        GTEST_SKIP() << "no corpus here";
    int seen = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QJsonObject failure = QJsonDocument::fromJson(line).object().value(QLatin1String("failure")).toObject();
        if (failure.isEmpty())
            continue;
        ++seen;
        const QByteArray kind = failure.value(QLatin1String("kind")).toString().toUtf8();
        const QByteArray text = kind + ": " + failure.value(QLatin1String("detail")).toString().toUtf8();
        const auto read = http::fromHarError(text);
        ASSERT_TRUE(read) << text.toStdString();
        EXPECT_EQ(http::failureName(read->kind), kind);
        EXPECT_NE(read->phase, Phase::None) << text.toStdString();
        EXPECT_EQ(http::toHarError(*read), text);
    }
    EXPECT_GE(seen, 10);
}

} // namespace knockback
