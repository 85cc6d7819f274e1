// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarWriter.h"
#include "app/interop/HarReader.h"
#include "tests/app/interop/Attempts.h"

#include <QBuffer>
#include <QFile>

namespace knockback::interop::test {
namespace {

QByteArray written(const std::vector<http::Attempt>& attempts, HarExtras extras = {}) {
    QByteArray har;
    QBuffer device(&har);
    device.open(QIODevice::WriteOnly);
    HarWriter writer(device);
    for (const auto& attempt : attempts)
        writer.add(redacted(attempt), extras);
    EXPECT_TRUE(writer.finish());
    return har;
}

http::Attempt readBack(QByteArray har) {
    QBuffer device(&har);
    device.open(QIODevice::ReadOnly);
    HarReader reader(device);
    auto next = reader.next();
    EXPECT_TRUE(next.ok()) << (next.ok() ? std::string() : next.error().sentence.toStdString());
    return next.ok() && next.value() ? std::move(*next.value()) : http::Attempt{};
}

QJsonObject firstEntry(const QByteArray& har) {
    return QJsonDocument::fromJson(har).object()[QLatin1String("log")][QLatin1String("entries")][0].toObject();
}

TEST(HarWriter, WhatItWritesReadsBackTheSame) {
    const auto before = fullAttempt();
    const auto after = readBack(written({before}));
    EXPECT_EQ(after.request.method, before.request.method);
    EXPECT_EQ(after.request.url, before.request.url);
    EXPECT_EQ(after.request.headers, before.request.headers);
    EXPECT_EQ(after.request.body, before.request.body);
    ASSERT_TRUE(after.response);
    EXPECT_EQ(after.status(), 429);
    EXPECT_EQ(after.response->head.reason, before.response->head.reason);
    EXPECT_EQ(after.response->headers(), before.response->headers());
    EXPECT_EQ(after.response->body, before.response->body);
    EXPECT_EQ(after.timing.dns, before.timing.dns);
    EXPECT_EQ(after.timing.connect, before.timing.connect);
    EXPECT_EQ(after.timing.tls, before.timing.tls);
    EXPECT_EQ(after.timing.send, before.timing.send);
    EXPECT_EQ(after.timing.wait, before.timing.wait);
    EXPECT_EQ(after.timing.receive, before.timing.receive);
    EXPECT_EQ(after.timing.total, before.timing.total);
    EXPECT_EQ(after.startedAt, before.startedAt);
    EXPECT_EQ(after.connection.remoteAddress, before.connection.remoteAddress);
    EXPECT_EQ(after.connection.httpVersion, before.connection.httpVersion);
}

TEST(HarWriter, KeepsEveryByteOfABody) {
    auto attempt = fullAttempt();
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes += static_cast<char>(i * 7 + i / 251);
    attempt.response->body = http::Body(bytes);
    attempt.request.body = http::Body(QByteArray("a\0b\x01\x7f\r\n", 7));
    const auto after = readBack(written({attempt}));
    EXPECT_EQ(after.response->body.bytes(), bytes);
    EXPECT_EQ(after.request.body.bytes(), attempt.request.body.bytes());
}

TEST(HarWriter, HasWhatTheFormatRequires) {
    const auto har = QJsonDocument::fromJson(written({fullAttempt()}, {base::CallId{9}, 2})).object();
    const auto log = har[QLatin1String("log")].toObject();
    EXPECT_EQ(log[QLatin1String("version")].toString(), QStringLiteral("1.2"));
    EXPECT_EQ(log[QLatin1String("creator")][QLatin1String("name")].toString(), QStringLiteral("Knockback"));
    const auto entry = log[QLatin1String("entries")][0].toObject();
    for (const char* name : {"startedDateTime", "time", "request", "response", "cache", "timings"})
        EXPECT_TRUE(entry.contains(QLatin1String(name))) << name;
    const auto request = entry[QLatin1String("request")].toObject();
    for (const char* name :
         {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"})
        EXPECT_TRUE(request.contains(QLatin1String(name))) << name;
    const auto response = entry[QLatin1String("response")].toObject();
    for (const char* name : {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
                             "headersSize", "bodySize"})
        EXPECT_TRUE(response.contains(QLatin1String(name))) << name;
    EXPECT_EQ(request[QLatin1String("queryString")][0][QLatin1String("value")].toString(), QStringLiteral("a b"));
    EXPECT_EQ(entry[QLatin1String("timings")][QLatin1String("connect")].toDouble(), 5.0) << "with its ssl";
    EXPECT_EQ(entry[QLatin1String("_knockback")][QLatin1String("attempt")].toInt(), 2);
    EXPECT_EQ(entry[QLatin1String("_knockback")][QLatin1String("call")].toString(), QStringLiteral("9"));
}

TEST(HarWriter, AFailureKeepsItsKindPhaseAndDetail) {
    auto attempt = fullAttempt();
    attempt.response.reset();
    attempt.timing = {};
    attempt.failure = http::NetworkFailure{http::FailureKind::Timeout, http::Phase::Connect,
                                           QStringLiteral("addr=203.0.113.1:443; 15000ms")};
    const auto har = written({attempt});
    const auto after = readBack(har);
    EXPECT_FALSE(after.response);
    ASSERT_TRUE(after.failure);
    EXPECT_EQ(after.failure->kind, http::FailureKind::Timeout);
    EXPECT_EQ(after.failure->phase, http::Phase::Connect);
    EXPECT_EQ(after.failure->detail, attempt.failure->detail);
    EXPECT_EQ(firstEntry(har)[QLatin1String("timings")][QLatin1String("wait")].toInt(), -1);
    EXPECT_FALSE(after.timing.wait);
}

TEST(HarWriter, NoCookieValueGetsIn) {
    auto attempt = fullAttempt();
    attempt.request.headers.append("Cookie", "session=s3cr3tvalue; theme=dark");
    attempt.response->head.headers.append("Set-Cookie", "session=n3wvalue99; Path=/; HttpOnly");
    const auto har = written({attempt});
    EXPECT_FALSE(har.contains("s3cr3tvalue"));
    EXPECT_FALSE(har.contains("n3wvalue99"));
    for (const auto& cookie : firstEntry(har)[QLatin1String("request")][QLatin1String("cookies")].toArray())
        EXPECT_EQ(cookie.toObject()[QLatin1String("value")].toString(), QStringLiteral("redacted"));
}

TEST(HarWriter, FieldsThatAreNotUtf8StayReadable) {
    auto attempt = fullAttempt();
    attempt.response->head.headers.append("X-Latin", "caf\xe9");
    const auto after = readBack(written({attempt}));
    EXPECT_EQ(after.response->headers().value("X-Latin"), "caf\xC3\xA9");
}

TEST(HarWriter, SaysWhenTheDiskIsFull) {
    QFile full(QStringLiteral("/dev/full"));
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        GTEST_SKIP() << "no /dev/full here";
    HarWriter writer(full);
    writer.add(redacted(fullAttempt()));
    EXPECT_FALSE(writer.finish());
}

} // namespace
} // namespace knockback::interop::test
