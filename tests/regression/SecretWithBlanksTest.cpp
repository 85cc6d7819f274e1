// SPDX-License-Identifier: GPL-3.0-or-later
// What is not allowed in a credential is pasted all the same: blanks, tabs, quotes. A value was hidden only as far as
// the first of them.
#include "app/http/Redactor.h"

#include <gtest/gtest.h>

namespace knockback::http {

namespace {

const QByteArray first = "Zq9x";
const QByteArray rest = "Wk7v";

Attempt redacted(const Attempt& attempt) {
    return Redactor().redact(attempt).attempt();
}

QByteArray header(const QByteArray& name, const QByteArray& value) {
    Attempt attempt;
    attempt.request.headers.append(name, value);
    const Attempt hidden = redacted(attempt);
    return hidden.request.headers.at(0).name + ": " + hidden.request.headers.at(0).value;
}

QByteArray head(const QByteArray& line) {
    Attempt attempt;
    attempt.sentHead = "GET / HTTP/1.1\r\nHost: h\r\n" + line + "\r\n\r\n";
    return redacted(attempt).sentHead;
}

QByteArray url(const QByteArray& text) {
    Attempt attempt;
    attempt.request.url = text;
    return redacted(attempt).request.url;
}

QByteArray body(const QByteArray& type, const QByteArray& bytes) {
    Attempt attempt;
    if (!type.isEmpty())
        attempt.request.headers.append("Content-Type", type);
    attempt.request.body = Body(bytes);
    return redacted(attempt).request.body.bytes();
}

QByteArray text(const QByteArray& message) {
    return Redactor().redact(message);
}

void expectHidden(const QByteArray& result, const QByteArray& what) {
    EXPECT_FALSE(result.contains(first)) << what.toPercentEncoding(" ").constData() << "\n" << result.constData();
    EXPECT_FALSE(result.contains(rest)) << what.toPercentEncoding(" ").constData() << "\n" << result.constData();
}

// What may stand between the two halves of a value.
const std::vector<QByteArray> breaks{" ",
                                     "  ",
                                     "\t",
                                     " \t ",
                                     ", ",
                                     "\"",
                                     "'",
                                     "\\",
                                     "<",
                                     ">",
                                     "{",
                                     "|",
                                     "\xc3\xa9",
                                     "\xe2\x80\x89",
                                     QByteArray("\0", 1),
                                     "\x7f",
                                     "#!",
                                     "?",
                                     "/",
                                     ":",
                                     "@",
                                     "=",
                                     "\xff"};

} // namespace

TEST(SecretWithBlanks, headers) {
    for (const QByteArray& between : breaks) {
        const QByteArray value = first + between + rest;
        for (const QByteArray& line :
             {"Authorization: Bearer " + value, "Authorization: " + value, "Authorization:\tBearer\t" + value,
              "Authorization: Bearer  " + value, "Proxy-Authorization: Basic " + value, "authorization: token " + value,
              "Cookie: a=" + value, "Cookie: a=" + value + "; b=" + value, "Cookie: a=\"" + value + "\"",
              "Cookie: " + value, "Set-Cookie: a=" + value + "; Path=/", "X-Api-Key: " + value, "DPoP: " + value}) {
            const qsizetype colon = line.indexOf(':');
            if (between == "=" && line == "Cookie: " + value)
                continue; // a name and a value
            expectHidden(header(line.first(colon), line.mid(colon + 1).trimmed()), "header " + line);
            expectHidden(head(line), "head " + line);
            if (!line.startsWith("DPoP"))
                expectHidden(text(line), "text " + line);
            expectHidden(text("> " + line + "\r\n> Host: h"), "log " + line);
        }
    }
}

TEST(SecretWithBlanks, foldedAndSpacedLines) {
    const QByteArray value = first + "\r\n " + rest;
    for (const QByteArray& line :
         {"Authorization: Bearer " + value, "Authorization: Bearer\r\n\t" + value, "Cookie: a=" + value,
          "X-Api-Key:\r\n " + value, "Authorization : Bearer " + value, "Cookie\t: a=" + value}) {
        expectHidden(head(line), "head " + line);
        expectHidden(text("GET / HTTP/1.1\r\n" + line), "text " + line);
    }
    expectHidden(header("Authorization ", "Bearer " + first + " " + rest), "name with a blank");
}

TEST(SecretWithBlanks, addresses) {
    for (const QByteArray& between : breaks) {
        if (between == "#!")
            continue;
        const QByteArray value = first + between + rest;
        for (const QByteArray& address : {"https://h/p?token=" + value, "https://h/p?token=" + value + "&x=1",
                                          "https://h/#access_token=" + value}) {
            expectHidden(url(address), "url " + address);
            for (const char* name : {"Location", "Referer", "Content-Location", "X-Original-Url"})
                expectHidden(header(name, address), name + (": " + address));
            expectHidden(head("Location: " + address), "head Location: " + address);
            Attempt attempt;
            attempt.sentHead = "GET " + address + " HTTP/1.1\r\nHost: h\r\n\r\n";
            expectHidden(redacted(attempt).sentHead, attempt.sentHead);
        }
        if (between == "/" || between == "?")
            continue;
        const QByteArray address = "https://user:" + value + "@h/p";
        expectHidden(url(address), "url " + address);
        expectHidden(header("Location", address), "Location: " + address);
        Attempt attempt;
        attempt.request.options.proxy = "user:" + value + "@proxy:1";
        expectHidden(redacted(attempt).request.options.proxy, attempt.request.options.proxy);
    }
}

TEST(SecretWithBlanks, bodies) {
    for (const QByteArray& between : breaks) {
        const QByteArray value = first + between + rest;
        expectHidden(body("application/x-www-form-urlencoded", "password=" + value + "&x=1"), "form " + value);
        expectHidden(body("", "password=" + value), "untyped form " + value);
        expectHidden(body("text/plain", "password=" + value), "plain form " + value);
        for (const char* head : {"form-data; name=\"password\"", "form-data; name=password",
                                 "form-data;name='password'", "form-data; NAME=\"password\""})
            for (const char* end : {"\r\n", "\n"})
                for (const char* preamble : {"", "preamble\r\n"})
                    expectHidden(body("multipart/form-data; boundary=\"B\"", preamble + QByteArray("--B") + end +
                                                                                 "Content-Disposition: " + head + end +
                                                                                 end + value + end + "--B--" + end),
                                 "multipart " + QByteArray(head) + " " + value);
        expectHidden(body("multipart/mixed; boundary=B",
                          "--B\r\nContent-Type: application/http\r\n\r\nGET / HTTP/1.1\r\nAuthorization: Bearer " +
                              value + "\r\n\r\n--B--\r\n"),
                     "batch " + value);
        if (between == "\"" || between == "\\")
            continue;
        expectHidden(body("application/json", R"({"password":")" + value + R"("})"), "json " + value);
        expectHidden(body("application/json", R"({"query":"mutation { login(password: \")" + value + R"(\") }"})"),
                     "graphql " + value);
        expectHidden(body("application/graphql", R"(mutation { login(password: ")" + value + R"(") })"),
                     "graphql " + value);
        expectHidden(body("application/json", R"({"variables":{"input":{"password":")" + value + R"("}}})"),
                     "graphql " + value);
        expectHidden(
            body("application/json", R"({"raw":"GET / HTTP/1.1\r\nAuthorization: Bearer )" + value + R"(\r\n"})"),
            "echo " + value);
        if (between != "<")
            expectHidden(body("application/xml", "<a><wsse:Password Type=\"x\">" + value + "</wsse:Password></a>"),
                         "xml " + value);
    }
}

TEST(SecretWithBlanks, codedAddressesAndForms) {
    const QByteArray value = first + " \"" + rest;
    const QByteArray json = R"({"password":")" + first + " " + rest + R"("})";
    expectHidden(body("application/x-www-form-urlencoded", "payload=" + json.toPercentEncoding()), "payload");
    expectHidden(url("https://h/?variables=" + json.toPercentEncoding()), "variables");
    expectHidden(url("https://h/?password=" + value.toPercentEncoding()), "percent");
    expectHidden(url("https://h/?password=" + QByteArray(value).replace(' ', '+')), "plus");
}

TEST(SecretWithBlanks, twoVariablesAreNotOne) {
    expectHidden(header("Authorization", "Bearer {{a}} " + first + rest + " {{b}}"), "variables");
    expectHidden(body("application/json", R"({"password":"{{a}})" + first + rest + R"({{b}}"})"), "variables");
}

} // namespace knockback::http
