// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/workspace/RandomDrafts.h"

using namespace knockback;
using namespace knockback::workspace;

namespace knockback::test {

AuthDraft randomAuth(Dice& dice) {
    const std::vector<QByteArray> words{"",      "a",  "b c",      "{{v}}", "{{vault:x y}}", "a:b", "\"q\"",
                                        "x=\"y", "\\", "\xC3\xBC", " "};
    AuthDraft auth;
    auth.kind =
        dice.pick<AuthKind>({AuthKind::Inherited, AuthKind::None, AuthKind::Basic, AuthKind::Bearer, AuthKind::ApiKey,
                             AuthKind::Digest, AuthKind::Credential, AuthKind::ClientCertificate});
    auth.user = dice.pick(words);
    auth.password = dice.pick(words);
    auth.token = dice.pick(words);
    auth.keyName = dice.pick(words);
    auth.keyValue = dice.pick(words);
    auth.keyPlace = dice.chance(2) ? KeyPlace::Query : KeyPlace::Header;
    auth.credential = dice.pick<QByteArray>({"", "ledger", "two words"});
    auth.certificateFile = dice.pick(words);
    auth.keyFile = dice.pick(words);
    auth.keyPassphrase = dice.pick(words);
    return auth;
}

RequestSettings randomSettings(Dice& dice) {
    using Ms = base::Milliseconds;
    RequestSettings settings;
    if (dice.chance(2))
        settings.timeout = dice.pick<std::optional<Ms>>({std::nullopt, Ms(1), Ms(60'000), Ms(1500)});
    if (dice.chance(3))
        settings.connectTimeout = dice.pick<std::optional<Ms>>({std::nullopt, Ms(2000)});
    settings.followRedirects = !dice.chance(3);
    settings.maxRedirects = dice.pick<int>({10, 10, 0, 3});
    settings.verifyTls = !dice.chance(3);
    settings.caFile = dice.pick<QByteArray>({"", "", "./ca.pem", "my ca/x.pem"});
    settings.proxy = dice.pick<ProxyChoice>({ProxyChoice::System, ProxyChoice::None, ProxyChoice::Manual});
    settings.proxyUrl = dice.pick<QByteArray>({"", "http://p:3128", "socks5h://u:{{vault:p}}@p:1"});
    settings.version = dice.pick<http::HttpVersionChoice>(
        {http::HttpVersionChoice::Automatic, http::HttpVersionChoice::Http11, http::HttpVersionChoice::Http2});
    settings.family =
        dice.pick<http::AddressFamily>({http::AddressFamily::Any, http::AddressFamily::V4, http::AddressFamily::V6});
    for (std::size_t i = dice.below(3); i > 0; --i)
        settings.resolve.push_back(dice.pick<QByteArray>({"h:443:127.0.0.1", "h:80:[::1]"}));
    for (std::size_t i = dice.below(3); i > 0; --i)
        settings.omittedHeaders.push_back(dice.pick<QByteArray>({"User-Agent", "Accept"}));
    settings.cookies = !dice.chance(3);
    return settings;
}

RequestDraft randomDraft(Dice& dice) {
    RequestDraft draft;
    draft.name = QString::fromUtf8(dice.pick<QByteArray>({"", "A", "two words", "\xC3\xBC"}));
    draft.method = dice.pick<QByteArray>({"GET", "POST", "PURGE", "GRAPHQL"});
    draft.url = dice.pick<QByteArray>({"http://h/", "{{base}}/a?b={{c}}", "https://h/a b"});
    draft.pathNames = dice.pick<QByteArray>({"", "", "/:a"});
    for (std::size_t i = dice.below(3); i > 0; --i)
        draft.parametersOff.push_back(dice.pick<QByteArray>({"0 q=1", "2 {{a b}}=%20"}));
    for (std::size_t i = dice.below(5); i > 0; --i)
        draft.headers.push_back({dice.pick<QByteArray>({"A", "B", "X-{{n}}", "Authorization"}),
                                 dice.pick<QByteArray>({"", "1", "a: b", "Bearer t", "Basic u p"}),
                                 dice.below(2) == 0});
    draft.body = dice.pick<QByteArray>({"", "x", "{\n\n}\n", "\n", "a\r\nb\r\n\n", "# no\n// no", "\n\nlead", "< ./f"});
    for (std::size_t i = dice.below(3); i > 0; --i)
        draft.bodyOff.push_back(dice.pick<QByteArray>({"0 a=b", "1 c=%20d"}));
    draft.graphQlOperation = dice.pick<QByteArray>({"", "", "Op"});
    draft.auth = randomAuth(dice);
    draft.settings = randomSettings(dice);
    draft.notes = QString::fromUtf8(dice.pick<QByteArray>({"", "note", "a\n\n  b "}));
    draft.policy.maxAttempts = static_cast<int>(1 + dice.below(4));
    draft.policy.budgetRatio = dice.pick<double>({0.2, 0.1, 1.0});
    draft.policy.longestWait = base::Milliseconds(dice.pick<int>({900'000, 1, 0}));
    if (dice.chance(2))
        draft.policy.callTimeout = base::Milliseconds(600'000);
    return draft;
}

QByteArray randomFile(Dice& dice) {
    static const std::vector<QByteArray> pieces{
        "###",
        "### Name",
        "#",
        "# comment",
        "// other",
        "# @name x",
        "# @no-log",
        "# @no-redirect",
        "// @no-cookie-jar",
        "# @timeout 5",
        "# @timeout 700 ms",
        "# @connection-timeout 2 m",
        "# @prompt user who is it",
        "# @knockback.note n",
        "# @knockback.credential c",
        "# @knockback.auth bearer t",
        "# @knockback.auth hawk a b",
        "# @knockback.auth inherited",
        "# @knockback.default.credential d",
        "# @knockback.later x",
        "# @knockback.cookies off",
        "# @knockback.resolve h:443:127.0.0.1",
        "# @knockback.omit-header Accept",
        "# @knockback.body-off 0 a=b",
        "# @knockback.retry.maxAttempts 3",
        "# @knockback.retry.later 3",
        "@v = 1",
        "GET http://h/",
        "http://h/ HTTP/1.1",
        "POST {{v}}/x HTTP/2",
        "GRAPHQL {{v}}/x",
        "  ?q=1",
        "&r=2",
        "A: b",
        "# A: b",
        "Authorization: Bearer t",
        "Authorization:  Basic user pw",
        "authorization: Digest {{u}} {{p}}",
        "# Authorization: Bearer off",
        "no colon",
        "",
        "",
        " ",
        "{\"x\": 1}",
        "< ./file",
        "<@ ./file",
        "--boundary",
        "> {%",
        "%}",
        "> {% client.test() %}",
        "> ./handler.js",
        ">> out.json",
        "<> old.json",
        "import ./other.http",
        "run #Name",
    };
    QByteArray text = dice.chance(10) ? "\xEF\xBB\xBF" : "";
    const bool windows = dice.chance(3);
    const std::size_t lines = dice.below(30);
    for (std::size_t i = 0; i < lines; ++i)
        text += dice.pick(pieces) + (windows != dice.chance(12) ? "\r\n" : "\n");
    return dice.chance(2) ? text : text.trimmed();
}

} // namespace knockback::test
