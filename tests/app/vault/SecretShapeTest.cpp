// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecretShape.h"
#include "tests/support/SeededRandom.h"

namespace knockback::vault {

namespace {
// Put together here, so that no scanner takes this file for a leak.
QByteArray letters(qsizetype count) {
    QByteArray text;
    const QByteArray alphabet("A7bK2xQ9mZ4tR1wY8cP3");
    for (qsizetype i = 0; i < count; ++i)
        text += alphabet[(i * 7 + i / 5) % alphabet.size()];
    return text;
}
QByteArray hex(qsizetype count) {
    QByteArray text;
    for (qsizetype i = 0; i < count; ++i)
        text += "0123456789abcdef"[(i * 7 + i / 3) % 16];
    return text;
}
QByteArray upper(qsizetype count) {
    return letters(count).toUpper();
}
const QByteArray jwt = QByteArray("eyJ") + "hbGciOiJIUzI1NiJ9" + ".eyJ" + "zdWIiOiIxIn0" + "." + letters(43);

QByteArray what(const std::vector<Suspect>& found, QByteArrayView text) {
    QByteArray all;
    for (const auto& suspect : found)
        all += (all.isEmpty() ? "" : " ") + text.sliced(suspect.at, suspect.length).toByteArray();
    return all;
}
} // namespace

TEST(SecretShape, knowsTheTokensOfProvidersAndWhereTheyGo) {
    const std::vector<std::tuple<QByteArray, const char*, const char*>> tokens{
        {"ghp_" + letters(36), "github", "api.github.com"},
        {"github_pat_" + letters(22) + "_" + letters(59), "github", "api.github.com"},
        {"glpat-" + letters(20), "gitlab", "gitlab.com"},
        {"sk_live_" + letters(24), "stripe", "api.stripe.com"},
        {"sk_test_" + letters(24), "stripe-test", "api.stripe.com"},
        {"xoxb-" + letters(12) + "-" + letters(24), "slack", "slack.com"},
        {"AKIA" + upper(16), "aws", "*.amazonaws.com"},
        {"AIza" + letters(35), "google", "*.googleapis.com"},
        {"SG." + letters(22) + "." + letters(43), "sendgrid", "api.sendgrid.com"},
        {"dop_v1_" + hex(64), "digitalocean", "api.digitalocean.com"},
        {"npm_" + letters(36), "npm", "registry.npmjs.org"},
    };
    for (const auto& [token, name, host] : tokens) {
        const auto found = knownShape(token);
        ASSERT_TRUE(found) << token.constData();
        EXPECT_EQ(found->name, name);
        EXPECT_EQ(found->hosts, std::vector<QByteArray>{host});
    }
    EXPECT_TRUE(knownShape(jwt));
    EXPECT_TRUE(knownShape("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"));
}

TEST(SecretShape, isNotFooledByWhatOnlyBeginsLikeOne) {
    for (const QByteArray& text :
         {QByteArray("ghp_short"), QByteArray("AKIAlowercase1234567"), QByteArray("sk_live_{{key}}"),
          QByteArray("eyJhbGci"), QByteArray("eyJa.b.c"), QByteArray("hf_"), QByteArray(),
          QByteArray("AKIA" + upper(17)), QByteArray("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----")})
        EXPECT_FALSE(knownShape(text)) << text.constData();
}

TEST(SecretShape, findsATokenInAText) {
    const QByteArray token = "ghp_" + letters(36);
    const QByteArray text = "curl -H 'Authorization: Bearer " + token + "' and again " + jwt + ".";
    EXPECT_EQ(what(knownTokensIn(text), text), token + " " + jwt);
    EXPECT_TRUE(knownTokensIn("x" + token).empty()) << "in the middle of a word it is another word";
}

TEST(SecretShape, tellsMadeKeysFromWordsDatesAndReferences) {
    EXPECT_TRUE(looksRandom(letters(32)));
    EXPECT_TRUE(looksRandom("0f8a7c6b5d4e3f2a1b0c9d8e7f6a5b4c"));
    for (const char* text :
         {"application/json", "2026-11-22T10:00:00Z", "{{vault:github}}", "no-cache, no-store", "short1",
          "https://api.example.com/v1/users", "correct horse battery staple", "aaaaaaaaaaaaaaaaaaaa1111"})
        EXPECT_FALSE(looksRandom(text)) << text;
}

TEST(SecretShape, inAHeaderTheSchemeStaysOutside) {
    const QByteArray value = "Bearer " + letters(32);
    EXPECT_EQ(what(suspectsInHeader("Authorization", value), value), letters(32));
    const QByteArray basic = "Basic dXNlcjpwYXNz";
    EXPECT_EQ(what(suspectsInHeader("authorization", basic), basic), "dXNlcjpwYXNz");
    const QByteArray plain = letters(32);
    EXPECT_EQ(what(suspectsInHeader("X-Api-Key", plain), plain), plain);
    EXPECT_TRUE(suspectsInHeader("X-Request-Id", plain).empty()) << "a name that stands before no secret";
    EXPECT_TRUE(suspectsInHeader("Authorization", "Bearer {{vault:github}}").empty());
    EXPECT_TRUE(suspectsInHeader("Authorization", "Bearer {{token}}").empty());
    EXPECT_TRUE(suspectsInHeader("Authorization", "").empty());
    EXPECT_TRUE(suspectsInHeader("Authorization", "Basic ").empty());
}

TEST(SecretShape, inAUrlParametersAndThePasswordAreSeen) {
    const QByteArray url = "https://api.test/v1?page=2&api_key=" + letters(24) + "&q=" + "hello#top";
    EXPECT_EQ(what(suspectsInUrl(url), url), letters(24));
    const QByteArray password = "https://user:hunter2@api.test/path?x=1";
    EXPECT_EQ(what(suspectsInUrl(password), password), "hunter2");
    EXPECT_TRUE(suspectsInUrl("https://api.test/v1?api_key={{vault:maps}}").empty());
    EXPECT_TRUE(suspectsInUrl("https://user@api.test/").empty());
    EXPECT_TRUE(suspectsInUrl("").empty());
    EXPECT_TRUE(suspectsInUrl("{{base}}/users/a:b@c").empty());
}

TEST(SecretShape, inABodyMembersWhoseNameSaysSo) {
    const QByteArray json = R"({"user": "a", "password" : "hunter2", "client_secret":")" + letters(20) +
                            R"(", "note": "a \"password\": \"x\"", "token": "{{vault:t}}"})";
    EXPECT_EQ(what(suspectsInBody(json), json), "hunter2 " + letters(20));
    const QByteArray form = "grant_type=password&password=hunter2&scope=read";
    EXPECT_EQ(what(suspectsInBody(form), form), "hunter2");
    EXPECT_TRUE(suspectsInBody("{}").empty());
    EXPECT_TRUE(suspectsInBody("hello = world\nnothing here").empty());
}

TEST(SecretShape, theReferenceTakesItsPlace) {
    const QByteArray value = "Bearer " + letters(32);
    EXPECT_EQ(withReference(value, suspectsInHeader("Authorization", value).front(), "github"),
              "Bearer {{vault:github}}");
}

TEST(SecretShape, anyBytesAreLookedAtWithoutACrash) {
    test::SeededRandom random(7);
    const auto below = [&random](qsizetype limit) {
        return static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(limit));
    };
    const QByteArray seeds = "{\"password\":\"x\\\"\",ghp_eyJ.eyJ.-----BEGIN PRIVATE KEY-----Basic =&?@:/#{{";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text;
        for (auto left = below(40); left > 0; --left)
            text += below(3) ? seeds[below(seeds.size())] : static_cast<char>(below(256));
        for (const auto& found :
             {knownTokensIn(text), suspectsInUrl(text), suspectsInBody(text), suspectsInHeader("Authorization", text)})
            for (qsizetype end = 0; const auto& suspect : found) {
                ASSERT_GE(suspect.at, end) << "in order and apart: " << text.toPercentEncoding().constData();
                end = suspect.at + suspect.length;
                ASSERT_GE(suspect.at, 0);
                ASSERT_GT(suspect.length, 0);
                ASSERT_LE(suspect.at + suspect.length, text.size());
            }
    }
}

} // namespace knockback::vault
