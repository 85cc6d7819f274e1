// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/DeviceRules.h"
#include "app/oauth/Introspection.h"
#include "app/oauth/LoopbackRequest.h"
#include "app/oauth/RedirectAnswer.h"
#include "app/oauth/ServerMetadata.h"
#include "app/oauth/TokenResponse.h"
#include "tests/support/SeededRandom.h"

namespace knockback::oauth {

namespace {
constexpr int rounds = 20'000;

// A valid text with a few bytes changed, dropped, doubled or cut off.
QByteArray mutated(QByteArray text, base::RandomSource& random) {
    for (auto changes = random.next() % 4; changes > 0 && !text.isEmpty(); --changes) {
        const auto at = static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(text.size()));
        switch (random.next() % 4) {
        case 0:
            text[at] = static_cast<char>(random.next());
            break;
        case 1:
            text.remove(at, 1 + static_cast<qsizetype>(random.next() % 8));
            break;
        case 2:
            text.insert(at, text.mid(at, 12));
            break;
        default:
            text.truncate(at);
        }
    }
    return text;
}
} // namespace

TEST(ParserProperties, WhateverAServerAnswersIsReadOrRefused) {
    test::SeededRandom random(11);
    const QByteArray tokens = R"({"access_token":"a","refresh_token":"r","token_type":"Bearer","expires_in":"60"})";
    const QByteArray device =
        R"({"device_code":"d","user_code":"U","verification_uri":"https://a.test","expires_in":600,"interval":5})";
    const QByteArray metadata =
        R"({"issuer":"https://a.test","token_endpoint":"https://a.test/t","revocation_endpoint":"https://b.test/r"})";
    const QByteArray facts = R"({"active":true,"scope":"a b","exp":1419356238,"aud":["x","y"]})";
    for (int i = 0; i < rounds; ++i) {
        const auto answered = parseTokenResponse(mutated(tokens, random));
        ASSERT_TRUE(!answered || !answered->lifetime || *answered->lifetime >= base::Seconds(1));
        if (const auto read = parseDeviceCode(mutated(device, random))) {
            ASSERT_FALSE(read->deviceCode.isEmpty() || read->userCode.isEmpty());
            ASSERT_TRUE(read->verificationUrl.startsWith("http"));
            ASSERT_TRUE(read->interval >= base::Seconds(1) && read->interval <= base::Seconds(600));
        }
        if (const auto read = parseMetadata(mutated(metadata, random), "https://a.test")) {
            ASSERT_EQ(read->issuer, "https://a.test");
            for (const auto& url : {read->tokenUrl, read->revocationUrl})
                ASSERT_TRUE(url.isEmpty() || url.toLower().startsWith("https:") || url.contains("127.0.0.1"))
                    << url.constData();
        }
        static_cast<void>(parseTokenFacts(mutated(facts, random)));
    }
}

TEST(ParserProperties, NoBytesButTheRightStateGetACodeThrough) {
    test::SeededRandom random(12);
    const QByteArray request = "GET /callback?code=c1&state=the-state&iss=https%3A%2F%2Fa.test HTTP/1.1\r\n"
                               "Host: 127.0.0.1:43121\r\nAccept: */*\r\n\r\n";
    int taken = 0;
    for (int i = 0; i < rounds; ++i) {
        const QByteArray bytes = mutated(request, random);
        const auto read = readLoopbackRequest(bytes, "127.0.0.1:43121", "/callback");
        const auto* query = std::get_if<RedirectQuery>(&read);
        if (!query)
            continue;
        const auto answer = readRedirect(query->query, {"the-state", "https://a.test", true});
        if (std::holds_alternative<NotForThisLogin>(answer))
            continue;
        ++taken;
        ASSERT_TRUE(query->query.contains("state=the-state") || query->query.contains('%')) << query->query.constData();
    }
    EXPECT_GT(taken, rounds / 10) << "most of what is unchanged gets through";
}

} // namespace knockback::oauth
