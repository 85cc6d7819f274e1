// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlCommandReader.h"
#include "app/workspace/BodyForm.h"

#include <gtest/gtest.h>

using namespace knockback;
using interop::CurlImport;
using interop::readCurlCommand;
using workspace::AuthKind;
using workspace::HeaderRow;

namespace {

CurlImport read(const QByteArray& command) {
    auto import = readCurlCommand(command);
    EXPECT_TRUE(import.ok()) << command.constData();
    return import ? std::move(import).value() : CurlImport{};
}
workspace::RequestDraft draftOf(const QByteArray& command) {
    const auto import = read(command);
    EXPECT_TRUE(import.notes.isEmpty()) << import.notes.join(u'\n').toStdString();
    return import.draft;
}

TEST(CurlCommandReader, KnowsACurlCommand) {
    for (const QByteArray text :
         {"curl http://h", "  $ curl -s\\\n h", "TOKEN=x curl h", "curl.exe h", "/usr/bin/curl h",
          "PS C:\\> curl.exe h", "base64 -d <<'X' | curl h\nX\n", "curl \\\nh"})
        EXPECT_TRUE(interop::looksLikeCurl(text)) << text.constData();
    for (const QByteArray text : {"", "http://curl/", "curling", "wget http://h", "https://h/?q=curl", "# curl h"})
        EXPECT_FALSE(interop::looksLikeCurl(text)) << text.constData();
    EXPECT_FALSE(readCurlCommand("curl -s").ok());
    EXPECT_FALSE(readCurlCommand("").ok());
}

TEST(CurlCommandReader, MethodComesFromTheOptions) {
    EXPECT_EQ(draftOf("curl h").method, "GET");
    EXPECT_EQ(draftOf("curl h").url, "http://h");
    EXPECT_EQ(draftOf("curl -d a=b h").method, "POST");
    EXPECT_EQ(draftOf("curl -F a=b h").method, "POST");
    EXPECT_EQ(draftOf("curl -I h").method, "HEAD");
    EXPECT_EQ(draftOf("curl -T f h").method, "PUT");
    EXPECT_EQ(draftOf("curl -T f h").body, "< f");
    EXPECT_EQ(draftOf("curl -X PATCH -d a h").method, "PATCH");
    EXPECT_EQ(draftOf("curl -XDELETE h").method, "DELETE");
    const auto get = draftOf("curl -G -d a=1 --data-urlencode 'b=x y' 'http://h/p?q=0#f'");
    EXPECT_EQ(get.method, "GET");
    EXPECT_EQ(get.url, "http://h/p?q=0&a=1&b=x%20y#f");
    EXPECT_TRUE(get.body.isEmpty());
}

TEST(CurlCommandReader, HeadersAddedTakenAwayAndEmpty) {
    const auto draft = draftOf("curl -H 'A: 1' -H a:2 -H 'User-Agent:' -H 'X-Empty;' -A '' -e 'http://r;auto' -b a=1 "
                               "--cookie b=2 h");
    const std::vector<HeaderRow> rows{
        {"A", "1"}, {"a", "2"}, {"X-Empty", ""}, {"Referer", "http://r"}, {"Cookie", "a=1; b=2"}};
    EXPECT_EQ(draft.headers, rows);
    EXPECT_EQ(draft.settings.omittedHeaders, (std::vector<QByteArray>{"User-Agent", "User-Agent"}));
}

TEST(CurlCommandReader, Data) {
    const auto joined = draftOf("curl -d a=1 --data-raw @b --data-binary 'c\nd' h");
    EXPECT_EQ(joined.body, "a=1&@b&c\nd");
    EXPECT_EQ(joined.headers, (std::vector<HeaderRow>{{"Content-Type", "application/x-www-form-urlencoded"}}));
    EXPECT_EQ(draftOf("curl -d@./f.bin h").body, "< ./f.bin");
    const auto json = draftOf("curl --json '{\"a\":1}' h");
    EXPECT_EQ(json.headers,
              (std::vector<HeaderRow>{{"Content-Type", "application/json"}, {"Accept", "application/json"}}));
    EXPECT_EQ(workspace::bodyKind(json), workspace::BodyKind::Json);
    EXPECT_EQ(draftOf("curl -H 'content-type: text/x' -d a h").headers.size(), 1U);
    EXPECT_EQ(draftOf("curl --data-urlencode =a+b --data-urlencode 'x y' h").body, "a%2Bb&x%20y");
    EXPECT_EQ(draftOf("curl -d @- h <<'X'\nline\nX\n").body, "line\n");
}

TEST(CurlCommandReader, Parts) {
    const auto draft =
        draftOf("curl -F name=value -F 'file=@./a b.png;type=image/png' -F 'doc=@x.bin;filename=\"y;z.bin\"' "
                "-F 'note=<n.txt;type=text/plain' --form-string 'raw=@not;a=file' h");
    const auto parts = workspace::formParts(draft);
    ASSERT_EQ(parts.size(), 5U);
    EXPECT_EQ(parts[0].text, "value");
    EXPECT_EQ(parts[1].file, "./a b.png");
    EXPECT_EQ(parts[1].filename, "a b.png");
    EXPECT_EQ(parts[1].contentType, "image/png");
    EXPECT_EQ(parts[2].filename, "y;z.bin");
    EXPECT_EQ(parts[3].file, "n.txt");
    EXPECT_EQ(parts[4].text, "@not;a=file");
    EXPECT_EQ(draft.method, "POST");
}

TEST(CurlCommandReader, HowToSignIn) {
    const auto basic = draftOf("curl -u joe:s3:cret h").auth;
    EXPECT_EQ(basic.kind, AuthKind::Basic);
    EXPECT_EQ(basic.user, "joe");
    EXPECT_EQ(basic.password, "s3:cret");
    EXPECT_EQ(draftOf("curl --digest -ujoe:x h").auth.kind, AuthKind::Digest);
    EXPECT_EQ(draftOf("curl --oauth2-bearer t h").auth.token, "t");
    const auto certificate = draftOf("curl --cert c.pem:pw --key k.pem --cacert ca.pem h");
    EXPECT_EQ(certificate.auth.certificateFile, "c.pem");
    EXPECT_EQ(certificate.auth.keyFile, "k.pem");
    EXPECT_EQ(certificate.auth.keyPassphrase, "pw");
    EXPECT_EQ(certificate.settings.caFile, "ca.pem");
    EXPECT_EQ(draftOf("curl -H 'Authorization: Bearer t' h").headers.size(), 1U);
}

TEST(CurlCommandReader, HowToSend) {
    const auto settings =
        draftOf("curl -sSLk -m 1.5 --connect-timeout 3 --http2 -6 --resolve h:443:127.0.0.1 --max-redirs 4 "
                "-x socks5h://p:1080 --proxy-user 'u:p w' --compressed -o out -w '%{http_code}' h")
            .settings;
    EXPECT_FALSE(settings.verifyTls);
    EXPECT_EQ(settings.timeout, base::Milliseconds(1500));
    EXPECT_EQ(settings.connectTimeout, base::Milliseconds(3000));
    EXPECT_EQ(settings.version, http::HttpVersionChoice::Http2);
    EXPECT_EQ(settings.family, http::AddressFamily::V6);
    EXPECT_EQ(settings.resolve, std::vector<QByteArray>{"h:443:127.0.0.1"});
    EXPECT_EQ(settings.maxRedirects, 4);
    EXPECT_EQ(settings.proxyUrl, "socks5h://u:p%20w@p:1080");
    EXPECT_EQ(draftOf("curl --socks5 p:1 h").settings.proxyUrl, "socks5://p:1");
    EXPECT_EQ(draftOf("curl -x p:1 h").settings.proxyUrl, "http://p:1");
    EXPECT_EQ(draftOf("curl -x '' h").settings.proxy, workspace::ProxyChoice::None);
    EXPECT_EQ(draftOf("curl --noproxy '*' h").settings.proxy, workspace::ProxyChoice::None);
    EXPECT_EQ(draftOf("curl --http1.1 -4 h").settings.version, http::HttpVersionChoice::Http11);
}

TEST(CurlCommandReader, WhatIsLeftOutIsSaid) {
    const auto import = read("curl -Z --shiny --retry 3 -K conf http://h/ http://i/ -b jar.txt");
    EXPECT_EQ(import.draft.url, "http://h/");
    ASSERT_EQ(import.notes.size(), 6) << import.notes.join(u'\n').toStdString();
    EXPECT_TRUE(import.notes[0].startsWith(QStringLiteral("-Z was left out")));
    EXPECT_TRUE(import.notes[1].startsWith(QStringLiteral("--shiny was left out")));
    EXPECT_TRUE(import.notes[2].startsWith(QStringLiteral("--retry was left out")));
    EXPECT_TRUE(import.notes[4].contains(QStringLiteral("http://i/")));
    EXPECT_TRUE(import.notes[5].contains(QStringLiteral("jar.txt")));
}

TEST(CurlCommandReader, UrlsAreNotPatterns) {
    EXPECT_EQ(draftOf("curl -g 'http://h/[1-3]/{a,b}'").url, "http://h/[1-3]/{a,b}");
    EXPECT_EQ(draftOf("curl {{base}}/x").url, "{{base}}/x");
}

TEST(CurlCommandReader, EveryCommandOfAScript) {
    const auto all = interop::readCurlCommands(
        "#!/bin/sh\nset -e\ncurl http://a | jq .\n# curl http://no\n"
        "wget http://no\ncurl http://b --next -d x http://c && curl http://d > /dev/null 2>&1\n");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].draft.url, "http://a");
    EXPECT_EQ(all[2].draft.body, "x");
    EXPECT_EQ(all[3].draft.url, "http://d");
    EXPECT_TRUE(all[3].notes.isEmpty()) << all[3].notes.join(u'\n').toStdString();
    EXPECT_TRUE(read("curl http://a; curl http://b").notes.front().contains(QStringLiteral("1 more")));
}

} // namespace
