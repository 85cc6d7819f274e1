// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Redactor.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::http {

namespace {

QByteArray hidden(const char* digits) {
    return QByteArray("\xe2\x80\xb9hidden ") + digits + "\xe2\x80\xba";
}

QByteArray redactedUrl(const QByteArray& url) {
    Attempt attempt;
    attempt.request.url = url;
    return Redactor().redact(attempt).attempt().request.url;
}

QByteArray redactedHeader(const QByteArray& name, const QByteArray& value) {
    Attempt attempt;
    attempt.request.headers.append(name, value);
    return Redactor().redact(attempt).attempt().request.headers.at(0).value;
}

QByteArray redactedBody(const QByteArray& type, const QByteArray& body) {
    Attempt attempt;
    attempt.request.headers.append("Content-Type", type);
    attempt.request.body = Body(body);
    return Redactor().redact(attempt).attempt().request.body.bytes();
}

} // namespace

// The first four digits of SHA-256("abc") are ba78.
TEST(Redactor, credentialsKeepTheirScheme) {
    EXPECT_EQ(redactedHeader("Authorization", "Bearer abc"), "Bearer " + hidden("ba78"));
    EXPECT_EQ(redactedHeader("proxy-authorization", "Basic abc"), "Basic " + hidden("ba78"));
    EXPECT_EQ(redactedHeader("Authorization", "abc"), hidden("ba78"));
    EXPECT_FALSE(redactedHeader("Authorization", "Digest username=\"u\", response=\"abc\"").contains("abc"));
}

TEST(Redactor, cookiesKeepNamesAndAttributes) {
    EXPECT_EQ(redactedHeader("Cookie", "a=abc; theme=abc;b=\"abc\""),
              "a=" + hidden("ba78") + "; theme=" + hidden("ba78") + ";b=" + hidden("6cc4"));
    EXPECT_EQ(redactedHeader("Set-Cookie", "sid=abc; Path=/; HttpOnly; Max-Age=60"),
              "sid=" + hidden("ba78") + "; Path=/; HttpOnly; Max-Age=60");
    EXPECT_EQ(redactedHeader("Set-Cookie", "sid=; Max-Age=0"), "sid=; Max-Age=0");
}

TEST(Redactor, headersWithKeysAndAddresses) {
    EXPECT_EQ(redactedHeader("X-Api-Key", "abc"), hidden("ba78"));
    EXPECT_EQ(redactedHeader("Location", "https://u:p@h/x?state=1&code=abc#access_token=abc"),
              "https://" + hidden("fd8f") + "@h/x?state=1&code=" + hidden("ba78") + "#access_token=" + hidden("ba78"));
    EXPECT_EQ(redactedHeader("Accept", "application/json;q=0.9"), "application/json;q=0.9");
    EXPECT_EQ(redactedHeader("Content-Length", "123"), "123");
}

TEST(Redactor, urls) {
    EXPECT_EQ(redactedUrl("https://h/p?api_key=abc&q=1"), "https://h/p?api_key=" + hidden("ba78") + "&q=1");
    EXPECT_EQ(redactedUrl("https://h/p?q=1&X-Amz-Signature=abc"), "https://h/p?q=1&X-Amz-Signature=" + hidden("ba78"));
    EXPECT_EQ(redactedUrl("https://h/p?token="), "https://h/p?token=");
    EXPECT_EQ(redactedUrl("https://h/p?token={{vault:k}}"), "https://h/p?token={{vault:k}}");
    EXPECT_EQ(redactedUrl("https://h/?back=https%3A%2F%2Fb%2F%3Fcode%3Dabc%26x%3D1"),
              "https://h/?back=https%3A%2F%2Fb%2F%3Fcode%3D" + hidden("ba78") + "%26x%3D1");
    EXPECT_EQ(redactedUrl("https://h/p?page=2&encode=utf8"), "https://h/p?page=2&encode=utf8");
}

TEST(Redactor, formsStayForms) {
    EXPECT_EQ(
        redactedBody("application/x-www-form-urlencoded", "client_secret=abc&grant_type=password&password=a%62c&x"),
        "client_secret=" + hidden("ba78") + "&grant_type=password&password=" + hidden("ba78") + "&x");
    EXPECT_EQ(
        redactedBody("multipart/form-data; boundary=B",
                     "--B\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nabc\r\n"
                     "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nabc\r\n--B--\r\n"),
        "--B\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + hidden("ba78") +
            "\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nabc\r\n--B--\r\n");
}

TEST(Redactor, jsonStaysJson) {
    EXPECT_EQ(redactedBody("application/json", R"({"access_token" : "abc","expires_in":3600,"code":"abc"})"),
              R"({"access_token" : ")" + hidden("ba78") + R"(","expires_in":3600,"code":"abc"})");
    EXPECT_EQ(redactedBody("application/json", R"({"password":1234,"secret":null,"token":{"password":["abc",7]}})"),
              R"({"password":")" + hidden("03ac") + R"(","secret":null,"token":{"password":[")" + hidden("ba78") +
                  R"(",")" + hidden("7902") + R"("]}})");
    EXPECT_EQ(redactedBody("application/json", R"({"password":"a\"b\\","x":1})"),
              R"({"password":")" + hidden("6867") + R"(","x":1})");
    EXPECT_EQ(redactedBody("application/json", R"({"password":"abc)"), R"({"password":")" + hidden("ba78"));
    EXPECT_EQ(redactedBody("application/json", R"({"data":"{\"password\":\"abc\",\"x\":1}"})"),
              R"({"data":"{\"password\":\")" + hidden("ba78") + R"(\",\"x\":1}"})");
    EXPECT_EQ(redactedBody("application/json", R"({"headers":{"Authorization":"Bearer abc"}})"),
              R"({"headers":{"Authorization":"Bearer )" + hidden("ba78") + R"("}})");
}

TEST(Redactor, knownNumbersInJsonBecomeStrings) {
    Redactor redactor;
    redactor.addSecret("pin", base::Secret("482913"));
    for (const char* text :
         {R"({"a":482913})", R"([1, 482913 ,2])", R"({"a":"x482913y"})", R"({"a":99482913.5,"b":482913482913})"}) {
        const QByteArray result = redactor.redact(text);
        EXPECT_FALSE(result.contains("482913")) << result.constData();
        EXPECT_FALSE(QJsonDocument::fromJson(result).isNull()) << result.constData();
    }
}

TEST(Redactor, knownSecretsGoByTheirName) {
    Redactor redactor;
    redactor.addSecret("github-app", base::Secret("ghs_0123456789abcdef"));
    Attempt attempt;
    attempt.request.headers.append("Authorization", "Bearer ghs_0123456789abcdef");
    attempt.request.headers.append("X-Basic", "Basic " + QByteArray("me:ghs_0123456789abcdef").toBase64());
    const auto redacted = redactor.redact(attempt);
    EXPECT_EQ(redacted.attempt().request.headers.value("Authorization"), "Bearer \xe2\x80\xb9github-app\xe2\x80\xba");
    EXPECT_TRUE(redacted.attempt().request.headers.value("X-Basic")->contains("\xe2\x80\xb9github-app\xe2\x80\xba"));
    ASSERT_EQ(redacted.redactions().size(), 2u);
    EXPECT_EQ(redacted.redactions()[0].place, QStringLiteral("Authorization"));
    EXPECT_EQ(redacted.redactions()[0].count, 1);
}

TEST(Redactor, namesThatWouldBreakTheTextAreMadeHarmless) {
    Redactor redactor;
    redactor.addSecret("a\"b\\c\r\n\xe2\x80\xba&", base::Secret("0123456789abcdef"));
    const QByteArray result = redactor.redact(R"({"x":"0123456789abcdef"})");
    EXPECT_FALSE(QJsonDocument::fromJson(result).isNull()) << result.constData();
}

TEST(Redactor, whatWasHiddenByNameIsHiddenWhereverItIsRepeated) {
    Attempt attempt;
    attempt.request.headers.append("Authorization", "Bearer tok-0123456789-xyz");
    attempt.request.headers.append("Authorization", "Basic " + QByteArray("me:pass-0987654321").toBase64());
    attempt.response.emplace();
    attempt.response->head.headers.append("X-Echo", "tok-0123456789-xyz");
    attempt.response->body = Body("you sent tok-0123456789-xyz and pass-0987654321");
    const auto redacted = Redactor().redact(attempt);
    const Response& response = *redacted.attempt().response;
    EXPECT_FALSE(response.headers().value("X-Echo")->contains("tok-"));
    EXPECT_FALSE(response.body.bytes().contains("tok-")) << response.body.bytes().constData();
    EXPECT_FALSE(response.body.bytes().contains("pass-"));
    EXPECT_TRUE(response.body.bytes().startsWith("you sent \xe2\x80\xb9hidden "));
    // The same value, the same text.
    EXPECT_TRUE(redacted.attempt().request.headers.at(0).value.endsWith(*response.headers().value("X-Echo")));
}

TEST(Redactor, plainWordsInCookiesDoNotHideTheAnswer) {
    Attempt attempt;
    attempt.request.headers.append("Cookie", "mode=application");
    attempt.response.emplace();
    attempt.response->body = Body("application");
    EXPECT_EQ(Redactor().redact(attempt).attempt().response->body.bytes(), "application");
}

TEST(Redactor, headsAreRedactedLikeTheirFields) {
    Attempt attempt;
    attempt.sentHead =
        "GET /p?token=abc HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer abc\r\nCookie: a=abc\r\n b=abc\r\n\r\n";
    attempt.response.emplace();
    attempt.response->head.raw = "HTTP/1.1 302 Found\r\nSet-Cookie: s=abc; Path=/\r\nLocation: /?code=abc\r\n\r\n";
    const auto redacted = Redactor().redact(attempt);
    EXPECT_EQ(redacted.attempt().sentHead, "GET /p?token=" + hidden("ba78") +
                                               " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + hidden("ba78") +
                                               "\r\nCookie: a=" + hidden("88bb") + "\r\n\r\n");
    EXPECT_EQ(redacted.attempt().response->head.raw, "HTTP/1.1 302 Found\r\nSet-Cookie: s=" + hidden("ba78") +
                                                         "; Path=/\r\nLocation: /?code=" + hidden("ba78") + "\r\n\r\n");
    EXPECT_TRUE(redacted.redactions().empty());
}

TEST(Redactor, logsAndCommands) {
    const Redactor redactor;
    EXPECT_EQ(redactor.redact("curl -H 'Authorization: Bearer abc' -H \"X-Api-Key: abc\" 'https://h/?token=abc'"),
              "curl -H 'Authorization: Bearer " + hidden("ba78") + "' -H \"X-Api-Key: " + hidden("ba78") +
                  "\" 'https://h/?token=" + hidden("ba78") + "'");
    EXPECT_EQ(redactor.redact("GET https://h/ failed: no route"), "GET https://h/ failed: no route");
    EXPECT_EQ(redactor.redact(R"({"raw":"GET / HTTP/1.1\r\nAuthorization: Bearer abc\r\n"})"),
              R"({"raw":"GET / HTTP/1.1\r\nAuthorization: Bearer )" + hidden("ba78") + R"(\r\n"})");
}

TEST(Redactor, bodiesThatCannotBeLookedThroughAreLeftOut) {
    Attempt attempt;
    attempt.response.emplace();
    attempt.response->head.headers.append("Content-Encoding", "gzip");
    attempt.response->body = Body(QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8));
    const auto redacted = Redactor().redact(attempt);
    EXPECT_EQ(redacted.attempt().response->body.bytes(), "\xe2\x80\xb9"
                                                         "8 compressed bytes left out\xe2\x80\xba");
    EXPECT_EQ(redacted.redactions().size(), 1u);
    // A HAR's body is decoded already.
    attempt.response->body = Body(R"({"ok":true})");
    EXPECT_EQ(Redactor().redact(attempt).attempt().response->body.bytes(), R"({"ok":true})");

    BodyWriter writer(4);
    ASSERT_TRUE(writer.append("longer than four"));
    attempt.response->body = writer.body();
    ASSERT_TRUE(attempt.response->body.isSpilled());
    EXPECT_EQ(Redactor().redact(attempt).attempt().response->body.bytes(), "\xe2\x80\xb9"
                                                                           "16 bytes left out\xe2\x80\xba");
}

TEST(Redactor, redactingTwiceChangesNothingMore) {
    Attempt attempt;
    attempt.request.url = "https://me:pw@h/?token=abc&x=1";
    attempt.request.headers = {{"Authorization", "Bearer abc"}, {"Cookie", "a=abc; b=d"}, {"X-Api-Key", "k"}};
    attempt.request.body = Body("client_secret=abc&x=1");
    attempt.sentHead = "GET /?token=abc HTTP/1.1\r\nAuthorization: Bearer abc\r\n\r\n";
    attempt.response.emplace();
    attempt.response->body = Body(R"({"access_token":"abc","u":"https://h/?code=abc","password":12})");
    const auto once = Redactor().redact(attempt);
    const auto twice = Redactor().redact(once.attempt());
    EXPECT_EQ(twice.attempt().request.url, once.attempt().request.url);
    EXPECT_EQ(twice.attempt().request.headers, once.attempt().request.headers);
    EXPECT_EQ(twice.attempt().request.body, once.attempt().request.body);
    EXPECT_EQ(twice.attempt().sentHead, once.attempt().sentHead);
    EXPECT_EQ(twice.attempt().response->body, once.attempt().response->body);
    EXPECT_TRUE(twice.redactions().empty());
}

TEST(Redactor, aBodyWithNothingToHideIsSharedNotCopied) {
    BodyWriter writer;
    ASSERT_TRUE(writer.append("nothing "));
    Attempt attempt;
    attempt.response.emplace();
    attempt.response->body = writer.body();
    const auto redacted = Redactor().redact(attempt);
    EXPECT_TRUE(redacted.redactions().empty());
    ASSERT_TRUE(writer.append("here"));
    EXPECT_EQ(redacted.attempt().response->body.bytes(), "nothing here");
}

} // namespace knockback::http
