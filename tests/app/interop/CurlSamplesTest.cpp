// SPDX-License-Identifier: GPL-3.0-or-later
// What browsers put on the clipboard, and what our own writer makes, read back.
#include "app/http/Redactor.h"
#include "app/interop/CurlCommandReader.h"
#include "app/interop/CurlCommandWriter.h"
#include "tests/support/SeededRandom.h"

#include <gtest/gtest.h>

using namespace knockback;
using interop::CurlImport;

namespace {

CurlImport read(const QByteArray& command) {
    auto import = interop::readCurlCommand(command);
    EXPECT_TRUE(import.ok()) << command.constData();
    EXPECT_TRUE(!import || import->notes.isEmpty()) << import->notes.join(u'\n').toStdString();
    return import ? std::move(import).value() : CurlImport{};
}

const QByteArray json = "{\"query\":\"it's 100% \\\"odd\\\"\",\"path\":\"C:\\\\x\",\"n\":[1,2]}";

void expectBrowserRequest(const workspace::RequestDraft& draft) {
    EXPECT_EQ(draft.method, "POST");
    EXPECT_EQ(draft.url, "https://api.example.test/v1/search?page=2&q=a%20b");
    const std::vector<workspace::HeaderRow> rows{{"accept", "*/*"},
                                                 {"content-type", "application/json"},
                                                 {"sec-ch-ua", "\"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\""},
                                                 {"Cookie", "sid=a%2Fb; theme=dark"}};
    EXPECT_EQ(draft.headers, rows);
    EXPECT_EQ(draft.body, json);
}

TEST(CurlSamples, ChromeForBash) {
    expectBrowserRequest(
        read("curl 'https://api.example.test/v1/search?page=2&q=a%20b' \\\n"
             "  -H 'accept: */*' \\\n"
             "  -H 'content-type: application/json' \\\n"
             "  -H 'sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"' \\\n"
             "  -b 'sid=a%2Fb; theme=dark' \\\n"
             "  --data-raw $'{\"query\":\"it\\'s 100% \\\\\"odd\\\\\"\",\"path\":\"C:\\\\\\\\x\",\"n\":[1,2]}'")
            .draft);
}

TEST(CurlSamples, ChromeForCmd) {
    expectBrowserRequest(read("curl ^\"https://api.example.test/v1/search?page=2^&q=a^%^20b^\" ^\r\n"
                              "  -H ^\"accept: */*^\" ^\r\n"
                              "  -H ^\"content-type: application/json^\" ^\r\n"
                              "  -H ^\"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"130^\\^\", "
                              "^\\^\"Not?A_Brand^\\^\";v=^\\^\"99^\\^\"^\" ^\r\n"
                              "  -b ^\"sid=a^%^2Fb; theme=dark^\" ^\r\n"
                              "  --data-raw ^\"^{^\\^\"query^\\^\":^\\^\"it's 100^% "
                              "^\\\\^\\^\"odd^\\\\^\\^\"^\\^\",^\\^\"path^\\^\":^\\^\"C:"
                              "^\\\\^\\\\x^\\^\",^\\^\"n^\\^\":^[1,2^]^}^\"\r\n")
                             .draft);
}

TEST(CurlSamples, FirefoxForPosix) {
    const auto draft =
        read("curl 'https://api.example.test/v1/parts' \\\n"
             "  -X PUT \\\n"
             "  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0' \\\n"
             "  -H 'Accept: application/json' \\\n"
             "  -H 'Accept-Language: en-US,en;q=0.5' \\\n"
             "  -H 'Content-Type: application/x-www-form-urlencoded' \\\n"
             "  --data-raw $'name=gr\\u00fc\\u00df&line=a\\nb'")
            .draft;
    EXPECT_EQ(draft.method, "PUT");
    EXPECT_EQ(draft.headers.size(), 4U);
    EXPECT_EQ(draft.body, "name=gr\xC3\xBC\xC3\x9F&line=a\nb");
}

TEST(CurlSamples, FirefoxForWindows) {
    const auto draft = read("curl \"https://api.example.test/v1/parts?a=1^&b=2\" --compressed -X POST ^\n"
                            "  -H \"Accept: application/json\" ^\n"
                            "  -H \"X-Quoted: say \\\"hi\\\"\" ^\n"
                            "  --data-raw \"{\\\"a\\\":1}\"")
                           .draft;
    EXPECT_EQ(draft.headers.at(1).value, "say \"hi\"");
    EXPECT_EQ(draft.body, "{\"a\":1}");
}

TEST(CurlSamples, AFormWithAFileFromChrome) {
    const auto draft = read("curl 'https://h.test/upload' \\\n"
                            "  -H 'content-type: multipart/form-data; boundary=----WebKitFormBoundaryAbc' \\\n"
                            "  --data-raw $'------WebKitFormBoundaryAbc\\r\\nContent-Disposition: form-data; "
                            "name=\"a\"\\r\\n\\r\\n1\\r\\n"
                            "------WebKitFormBoundaryAbc--\\r\\n'")
                           .draft;
    EXPECT_TRUE(draft.body.startsWith("------WebKitFormBoundaryAbc\r\nContent-Disposition"));
    EXPECT_TRUE(draft.headers.front().value.endsWith("----WebKitFormBoundaryAbc"));
}

// A command of CurlCommandWriter is the same request again.
TEST(CurlSamplesProperty, TheWritersCommandsAreReadBack) {
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        test::SeededRandom random(seed);
        const auto pick = [&](const QByteArrayList& from) {
            return from.at(static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(from.size())));
        };
        http::Attempt attempt;
        auto& request = attempt.request;
        request.method = pick({"GET", "POST", "PUT", "PURGE", "HEAD", "DELETE"});
        request.url =
            pick({"https://h.test/", "http://h.test:8080/a/../b?x=[1]&y={z}", "https://h.test/p?q=it's%20$x#f"});
        request.headers.append("Host", "h.test");
        const QByteArrayList values{"", "1", "it's \"$HOME\" `x` \\", "a: b;c", "gr\xC3\xBC\xC3\x9F", "@x", "-k"};
        for (std::uint64_t n = random.next() % 5; n > 0; --n)
            request.headers.append(pick({"X-A", "x-a", "Content-Type", "User-Agent", "X-Long"}), pick(values));
        const QByteArray body = pick({"", "", "a=1&b=2", "@file", "it's\n\"x\" $y", QByteArray("\0\x01\xff'\n", 5),
                                      QByteArray("line\n").repeated(30'000), "\xC3", "{\"a\": 1}\n"});
        if (request.method != "HEAD")
            request.body = http::Body(body);
        const QByteArray command = interop::curlCommand(http::Redactor().redact(attempt));
        const auto import = read(command);
        ASSERT_EQ(import.draft.method, request.method) << command.constData();
        ASSERT_EQ(import.draft.url, request.url) << command.constData();
        ASSERT_EQ(import.draft.body, request.body.bytes()) << "seed " << seed;
        std::vector<workspace::HeaderRow> rows;
        for (const auto& field : request.headers) {
            const bool own = field.name == "Host" && request.url.startsWith("https");
            if (!own && !(field.name == "Host" && field.value == "h.test" && !request.url.contains(":8080")))
                rows.push_back({field.name, field.value});
        }
        ASSERT_EQ(import.draft.headers, rows) << command.left(3000).constData();
        if (!request.headers.contains("User-Agent")) {
            ASSERT_TRUE(std::count(import.draft.settings.omittedHeaders.begin(),
                                   import.draft.settings.omittedHeaders.end(), "User-Agent"));
        }
    }
}

TEST(CurlSamples, HiddenValuesComeBackAsVariables) {
    http::Attempt attempt;
    attempt.request.url = "https://h.test/?key=partner-secret-value";
    attempt.request.headers.append("X-Note", "for partner-secret-value only");
    http::Redactor redactor;
    redactor.addSecret("partner-app", base::Secret("partner-secret-value"));
    const auto import = read(interop::curlCommand(redactor.redact(attempt)));
    EXPECT_EQ(import.draft.url, "https://h.test/?key={{PARTNER_APP}}");
    EXPECT_EQ(import.draft.headers.front().value, "for {{PARTNER_APP}} only");
}

} // namespace
