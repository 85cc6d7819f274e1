// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CertificateText.h"
#include "ui/models/CookieReview.h"
#include "ui/models/Counted.h"
#include "ui/models/EventStreamModel.h"
#include "ui/models/FormFields.h"
#include "ui/models/HttpMeanings.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

const auto now = base::fromEpochMs(1'700'000'000'000); // 2023-11-14T22:13:20Z

TEST(FormFields, AsTheUrlStandardReadsThem) {
    EXPECT_EQ(formFields("a=1&name=Caf%C3%A9+bar&&flag&a=2&x==y"),
              (std::vector<FormField>{{QStringLiteral("a"), QStringLiteral("1")},
                                      {QStringLiteral("name"), QStringLiteral("Café bar")},
                                      {QStringLiteral("flag"), {}},
                                      {QStringLiteral("a"), QStringLiteral("2")},
                                      {QStringLiteral("x"), QStringLiteral("=y")}}));
    EXPECT_TRUE(formFields("").empty());
    EXPECT_EQ(formFields("a&b&c", 2).size(), 2U);
}

TEST(Counted, TheWordFitsTheNumber) {
    EXPECT_EQ(counted(1, QStringLiteral("day"), QStringLiteral("days")), QStringLiteral("1 day"));
    EXPECT_EQ(counted(12'000, QStringLiteral("day"), QStringLiteral("days")), QStringLiteral("12,000 days"));
}

TEST(HttpMeanings, NamesFamiliesAndClasses) {
    const HttpMeanings meanings(R"({"Retry-After":"Wait.","X-RateLimit-Limit-*":"A size.","X-*":"Any."})",
                                R"({"429":"Too many.","4xx":"Client."})");
    EXPECT_EQ(meanings.ofHeader(QStringLiteral("retry-after")), QStringLiteral("Wait."));
    EXPECT_EQ(meanings.ofHeader(QStringLiteral("X-Ratelimit-Limit-Tokens")), QStringLiteral("A size."));
    EXPECT_EQ(meanings.ofHeader(QStringLiteral("X-Other")), QStringLiteral("Any."));
    EXPECT_EQ(meanings.ofHeader(QStringLiteral("Other")), QString());
    EXPECT_EQ(meanings.ofStatus(429), QStringLiteral("Too many."));
    EXPECT_EQ(meanings.ofStatus(499), QStringLiteral("Client."));
    EXPECT_EQ(meanings.ofStatus(200), QString());
}

TEST(CertificateText, DaysAreCountedFromNow) {
    http::CertificateFacts facts;
    facts.subject = "CN=api.example, O=Example\\, Inc., C=CH";
    facts.issuer = "CN=R11, O=Let's Encrypt, C=US";
    facts.notBefore = "2023-11-01T00:00:00Z";
    facts.notAfter = "2023-11-24T22:13:20Z";
    facts.subjectAltNames = "DNS:api.example, DNS:*.api.example";
    facts.pem = "-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n";
    const auto text = certificateText(facts, now);
    EXPECT_EQ(text.name, QStringLiteral("api.example"));
    EXPECT_EQ(text.remaining, QStringLiteral("10 days left"));
    EXPECT_TRUE(text.valid);
    EXPECT_TRUE(text.soon);
    EXPECT_FALSE(text.isIssuer);
    EXPECT_EQ(text.names.size(), 2);
    // SHA-256 of the bytes 00 01 02.
    EXPECT_TRUE(text.fingerprint.startsWith(QStringLiteral("AE:4B:32:80:E5:6E:2F:AF")));
    facts.notAfter = "2023-11-13T22:13:20Z";
    EXPECT_EQ(certificateText(facts, now).remaining, QStringLiteral("expired 1 day ago"));
    facts.notBefore = "2024-01-01T00:00:00Z";
    EXPECT_EQ(certificateText(facts, now).remaining, QStringLiteral("not valid before 2024-01-01"));
    EXPECT_EQ(certificateText({}, now).name, QString());
}

TEST(CookieReview, SaysWhyACookieIsNotKept) {
    const auto problem = [](const QByteArray& field, const QByteArray& url) {
        return reviewCookie(field, url, now).problem;
    };
    EXPECT_EQ(problem("a=1", "https://api.example/"), QString());
    EXPECT_EQ(problem("a=1; Max-Age=0", "https://api.example/"), QString());
    EXPECT_TRUE(problem("a=1; Secure", "http://api.example/").contains(QStringLiteral("plain HTTP")));
    EXPECT_TRUE(problem("a=1; SameSite=None", "https://api.example/").contains(QStringLiteral("needs Secure")));
    EXPECT_TRUE(problem("a=1; Domain=b.example", "https://api.example/").contains(QStringLiteral("b.example")));
    EXPECT_TRUE(problem("__Host-a=1; Secure; Path=/x", "https://api.example/").contains(QStringLiteral("prefix")));
    EXPECT_TRUE(problem("a=" + QByteArray(5000, 'x'), "https://api.example/").contains(QStringLiteral("4096")));
    EXPECT_EQ(reviewCookie("a=1; Max-Age=7200", "https://api.example/", now).expires.left(10),
              QStringLiteral("in 2 hours"));
    EXPECT_EQ(reviewCookie("a=1; Max-Age=0", "https://api.example/", now).expires,
              QStringLiteral("already over: removes the cookie"));
}

TEST(EventStreamModel, OnlyTheNewestStay) {
    EventStreamModel model;
    model.append(std::vector<ServerEvent>(EventStreamModel::mostKept + 5, {"message", "x", ""}), now);
    EXPECT_EQ(model.rowCount(), static_cast<int>(EventStreamModel::mostKept));
    EXPECT_EQ(model.total(), static_cast<qint64>(EventStreamModel::mostKept) + 5);
    EXPECT_EQ(model.index(0, EventStreamModel::NumberColumn).data().toLongLong(), 6);
    model.append({{"big", QByteArray(EventStreamModel::mostBytes, 'x'), "7"}}, std::nullopt);
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, EventStreamModel::TimeColumn).data().toString(), QStringLiteral("–"));
    EXPECT_TRUE(model.contains(0, QStringLiteral("BIG")));
    model.clear();
    EXPECT_EQ(model.total(), 0);
}

} // namespace
} // namespace knockback::ui
