// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SetCookie.h"

namespace knockback::http {

namespace {

using namespace std::chrono_literals;

const base::WallTime now = base::fromEpochMs(1'795'255'200'000);

SetCookie read(const QByteArray& field) {
    return parseSetCookie(field, now).value();
}

} // namespace

TEST(SetCookie, readsNameAndValueAsTheyStand) {
    EXPECT_EQ(read("SID=31d4d96e407aad42").name, "SID");
    EXPECT_EQ(read("SID=31d4d96e407aad42").value, "31d4d96e407aad42");
    EXPECT_EQ(read(" \t a  =  b c  ; Path=/").value, "b c");
    EXPECT_EQ(read("a=b=c==").value, "b=c==");
    EXPECT_EQ(read("a=\"quoted\"").value, "\"quoted\"") << "quotes are part of it";
    EXPECT_EQ(read("a=").value, "");
    EXPECT_EQ(read("=b").name, "");
    EXPECT_EQ(read("=b").value, "b");
    EXPECT_EQ(read("bare").name, "");
    EXPECT_EQ(read("bare").value, "bare");
    EXPECT_EQ(read("caf\xc3\xa9=\xff").name, "caf\xc3\xa9");
    EXPECT_EQ(read("a=b,c=d").value, "b,c=d") << "a comma joins no cookies";
}

TEST(SetCookie, ignoresWhatIsEmptyOrDangerous) {
    for (const QByteArray bad : {"", ";", "=", " = ; Path=/", "a=b\rc", "a=b\nc", "a\x01=b", "a=b; Path=/\x7f"})
        EXPECT_FALSE(parseSetCookie(bad, now)) << bad.toHex().toStdString();
    EXPECT_FALSE(parseSetCookie(QByteArray("a=b\0c", 5), now));
    EXPECT_TRUE(parseSetCookie("a=b\tc", now)) << "a tab is no control character here";
}

TEST(SetCookie, holds4096BytesOfNameAndValue) {
    EXPECT_TRUE(parseSetCookie("n=" + QByteArray(4095, 'v'), now));
    EXPECT_FALSE(parseSetCookie("n=" + QByteArray(4096, 'v'), now));
    EXPECT_FALSE(parseSetCookie(QByteArray(4096, 'n') + "=v", now));
}

TEST(SetCookie, readsAttributesInAnyCaseAndOrder) {
    const SetCookie cookie = read("a=b; httponly; PATH = /docs ;secure ; DoMaIn=.Example.COM; samesite=LAX; junk=1");
    EXPECT_TRUE(cookie.httpOnly);
    EXPECT_TRUE(cookie.secure);
    EXPECT_EQ(cookie.path, "/docs");
    EXPECT_EQ(cookie.domain, "example.com");
    EXPECT_EQ(cookie.sameSite, SameSite::Lax);
    EXPECT_FALSE(cookie.expiresAt);
}

TEST(SetCookie, ofRepeatedAttributesTheLastCounts) {
    const SetCookie cookie = read("a=b; Path=/x; Domain=a.example; Path=/y; Domain=b.example; Max-Age=5; Max-Age=9");
    EXPECT_EQ(cookie.path, "/y");
    EXPECT_EQ(cookie.domain, "b.example");
    EXPECT_EQ(cookie.expiresAt, now + 9s);
    EXPECT_EQ(read("a=b; Path=/x; Path=").path, "") << "the default path then";
    EXPECT_EQ(read("a=b; SameSite=Strict; SameSite=odd").sameSite, SameSite::Unset);
}

TEST(SetCookie, passesOverAttributesThatAreTooLong) {
    const QByteArray kilobyte = '/' + QByteArray(1023, 'p');
    EXPECT_EQ(read("a=b; Path=" + kilobyte).path, kilobyte);
    EXPECT_EQ(read("a=b; Path=/short; Path=" + kilobyte + "x").path, "/short");
}

TEST(SetCookie, maxAgeBeatsExpires) {
    EXPECT_EQ(read("a=b; Max-Age=60; Expires=Wed, 09 Jun 2021 10:18:14 GMT").expiresAt, now + 60s);
    EXPECT_EQ(read("a=b; Expires=Wed, 09 Jun 2021 10:18:14 GMT; Max-Age=60").expiresAt, now + 60s);
    EXPECT_EQ(read("a=b; Expires=Wed, 09 Jun 2021 10:18:14 GMT; Max-Age=soon").expiresAt,
              base::fromEpochMs(1'623'233'894'000));
    EXPECT_FALSE(read("a=b; Expires=soon").expiresAt);
}

TEST(SetCookie, maxAgeIsAWholeNumber) {
    EXPECT_EQ(read("a=b; Max-Age=1").expiresAt, now + 1s);
    EXPECT_LT(read("a=b; Max-Age=0").expiresAt, now);
    EXPECT_LT(read("a=b; Max-Age=-99999999999999999999").expiresAt, now);
    for (const QByteArray bad : {"", "-", "+5", "5s", "1.5", "0x5", "5 5", "--5"})
        EXPECT_FALSE(read("a=b; Max-Age=" + bad).expiresAt) << bad.toStdString();
}

TEST(SetCookie, livesAtMost400Days) {
    const auto most = now + std::chrono::days(400);
    EXPECT_EQ(read("a=b; Max-Age=99999999999999999999999999").expiresAt, most);
    EXPECT_EQ(read("a=b; Max-Age=34560000").expiresAt, most);
    EXPECT_EQ(read("a=b; Max-Age=34559999").expiresAt, most - 1s);
    EXPECT_EQ(read("a=b; Expires=Fri, 31 Dec 9999 23:59:59 GMT").expiresAt, most);
}

} // namespace knockback::http
