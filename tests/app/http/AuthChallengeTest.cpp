// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/AuthChallenge.h"

namespace knockback::http {

namespace {

// "Basic{realm=a}{charset=b} Negotiate[abc==]", to compare at a glance.
QByteArray shown(const QByteArray& field) {
    QByteArray text;
    for (const AuthChallenge& challenge : parseChallenges(field)) {
        text += (text.isEmpty() ? "" : " ") + challenge.scheme;
        if (!challenge.token.isEmpty())
            text += '[' + challenge.token + ']';
        for (const auto& [name, value] : challenge.params)
            text += '{' + name + '=' + value + '}';
    }
    return text;
}

} // namespace

TEST(AuthChallenge, readsWhatRfc9110Shows) { // 11.6.1
    EXPECT_EQ(shown("Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\""),
              "Basic{realm=simple} Newauth{realm=apps}{type=1}{title=Login to \"apps\"}");
}

TEST(AuthChallenge, commasMayStandAnywhere) {
    EXPECT_EQ(shown("Digest realm=\"a, Basic realm=b\", nonce=\"n\",,, Basic realm=\"c\","),
              "Digest{realm=a, Basic realm=b}{nonce=n} Basic{realm=c}");
    EXPECT_EQ(shown(" , Basic , Bearer"), "Basic Bearer");
    EXPECT_EQ(shown(""), "");
}

TEST(AuthChallenge, tellsTokensFromParameters) {
    EXPECT_EQ(shown("Negotiate YIIabc+/=="), "Negotiate[YIIabc+/==]");
    EXPECT_EQ(shown("Negotiate YIIabc=, Basic realm=x"), "Negotiate[YIIabc=] Basic{realm=x}");
    EXPECT_EQ(shown("NTLM, Negotiate"), "NTLM Negotiate");
    EXPECT_EQ(shown("Bearer error = \"invalid_token\" , scope=a"), "Bearer{error=invalid_token}{scope=a}");
}

TEST(AuthChallenge, passesOverWhatIsNone) {
    EXPECT_EQ(shown("realm=\"stray\", Basic realm=x"), "Basic{realm=x}");
    EXPECT_EQ(shown("\"quoted, Digest nonce=n\", Basic realm=x"), "Basic{realm=x}");
    EXPECT_EQ(shown("Digest realm=\"never closed, nonce=n"), "");
    EXPECT_EQ(shown("Basic realm=x y, Bearer"), "Bearer");
}

// Time grew with the square of its length.
TEST(AuthChallenge, aFieldOfQuotesIsReadOnce) {
    QByteArray quotes(200'000, '"');
    for (qsizetype i = 1; i < quotes.size(); i += 2)
        quotes[i - 1] = '\\';
    EXPECT_TRUE(parseChallenges('"' + quotes).empty());
    EXPECT_TRUE(parseChallenges("Basic realm=x, ?\"" + quotes).size() <= 1);
}

TEST(AuthChallenge, namesAreInAnyCase) {
    const AuthChallenge challenge = parseChallenges("DIGEST Realm=\"A\"").front();
    EXPECT_TRUE(challenge.is("digest"));
    EXPECT_EQ(challenge.param("REALM"), "A");
    EXPECT_EQ(challenge.param("nonce"), "");
}

} // namespace knockback::http
