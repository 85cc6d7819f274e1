// SPDX-License-Identifier: GPL-3.0-or-later
// What the token endpoint can do wrong, and what is in the vault, on the wire and told to the user afterwards. The
// server rotates and detects reuse.
#include "tests/real/oidc/OidcFixture.h"

namespace knockback::test {

using oauth::RenewalReason;
using vault::CredentialKind;
using vault::SecretRole;

class TokenFaultTest : public OidcFixture {
protected:
    void SetUp() override {
        OidcFixture::SetUp();
        add("conf", CredentialKind::AuthorizationCode, {}, clientSecret());
    }
    // Signed in under a name that no pause of an earlier failure holds back, with a token that is good for `life` more.
    void signedIn(base::Seconds life = base::Seconds(60)) {
        auto credential = *m_vault.find("conf");
        m_name = "conf-" + QByteArray::number(++m_count);
        credential.name = m_name;
        ASSERT_TRUE(m_vault.add(credential, clientSecret()));
        ASSERT_EQ(signIn(*m_vault.find(m_name)), QString());
        auto record = *m_vault.find(m_name);
        record.expiresAt = *record.issuedAt + life;
        ASSERT_TRUE(m_vault.update(record));
        m_access = stored(m_name);
        m_refresh = stored(m_name, SecretRole::RefreshToken);
        m_requests = log().size();
    }
    // Of the next request for a token.
    void fault(const QByteArray& kind) {
        OidcFixture::fault(kind.constData());
        m_wire.patience.push_back(kind == "hang" ? std::optional(base::Milliseconds(400)) : std::nullopt);
    }
    // Since the sign-in.
    std::size_t requests() { return log().size() - m_requests; }
    [[nodiscard]] bool inDoubt() const { return m_vault.find(m_name)->renewingSince.has_value(); }
    [[nodiscard]] bool ended() const {
        const auto record = *m_vault.find(m_name);
        return record.refusedGeneration == record.generation;
    }
    void sentencesAreClean(const QString& sentence) {
        for (const auto& text : {sentence, m_note, m_vault.find(m_name)->lastProblem}) {
            EXPECT_FALSE(text.contains(QString::fromUtf8(m_access.left(8)))) << text.toStdString();
            EXPECT_FALSE(text.contains(QString::fromUtf8(m_refresh.left(8)))) << text.toStdString();
        }
    }

    QByteArray m_access;
    QByteArray m_refresh;
    std::size_t m_requests = 0;
    QByteArray m_name;
    int m_count = 0;
};

// An API has refused the token, so there is none that serves.
TEST_F(TokenFaultTest, WithoutAGoodToken) {
    enum class End { Renewed, Kept, Ended };
    struct Fault {
        const char* kind;
        std::size_t requests;
        End end;
        const char* says;
    };
    const Fault faults[] = {
        {"reset", 2, End::Renewed, ""}, // the server had not acted, and the one retry helps
        {"hang", 2, End::Renewed, ""},
        {"drop", 2, End::Ended, "because the last renewal was cut off at"}, // it had: strict servers end the grant
        {"truncated", 2, End::Ended, "because the last renewal was cut off at"},
        {"rate429", 1, End::Kept, "answered 429, try again in 1 s. What the vault holds is kept"},
        {"http503", 1, End::Kept, "answered 503. What the vault holds is kept"},
        {"html200", 1, End::Kept, "not a token answer but something else (status 200)"},
        {"wrongjson", 1, End::Kept, "not a token answer but something else (status 200)"},
    };
    for (const auto& [kind, sent, end, says] : faults) {
        SCOPED_TRACE(kind);
        signedIn();
        fault(kind);
        const QString sentence = refresh(m_name);
        EXPECT_EQ(requests(), sent);
        EXPECT_TRUE(end == End::Renewed ? sentence.isEmpty() : sentence.contains(QString::fromUtf8(says)))
            << sentence.toStdString();
        EXPECT_EQ(stored(m_name) == m_access, end != End::Renewed);
        EXPECT_EQ(stored(m_name, SecretRole::RefreshToken) == m_refresh, end != End::Renewed);
        EXPECT_EQ(ended(), end == End::Ended);
        EXPECT_FALSE(inDoubt()) << "everything was answered in the end";
        sentencesAreClean(sentence);
        // And after that: what was kept serves, what is dead is not sent again.
        runFor(m_rig.loop, base::Milliseconds(end == End::Kept ? 1100 : 0)); // the pause that 429 asks for
        EXPECT_EQ(refresh(m_name, RenewalReason::Asked).isEmpty(), end != End::Ended);
        EXPECT_EQ(requests(), sent + (end == End::Ended ? 0 : 1));
    }
}

// The renewal was merely due: nobody is kept waiting, and nothing is risked that a strict server would punish.
TEST_F(TokenFaultTest, WithAGoodToken) {
    struct Fault {
        const char* kind;
        bool doubt; // whether the server may have acted
    };
    for (const auto& [kind, doubt] :
         {Fault{"reset", true}, Fault{"hang", true}, Fault{"drop", true}, Fault{"truncated", true},
          Fault{"rate429", false}, Fault{"http503", false}, Fault{"html200", false}, Fault{"wrongjson", false}}) {
        SCOPED_TRACE(kind);
        signedIn(base::Seconds(300));
        fault(kind);
        EXPECT_EQ(refresh(m_name, RenewalReason::Due), QString());
        EXPECT_FALSE(m_fresh);
        EXPECT_TRUE(m_note.contains(QStringLiteral("is good for 5 min more and is used."))) << m_note.toStdString();
        EXPECT_EQ(requests(), 1U);
        EXPECT_EQ(stored(m_name), m_access);
        EXPECT_EQ(stored(m_name, SecretRole::RefreshToken), m_refresh);
        EXPECT_EQ(inDoubt(), doubt);
        EXPECT_TRUE(inspect(m_name)->active) << "a second try after a loss would have killed it at this server";
        sentencesAreClean({});
        runFor(m_rig.loop, base::Milliseconds(1100));
        EXPECT_EQ(refresh(m_name, RenewalReason::Due), QString());
        EXPECT_EQ(requests(), doubt ? 1U : 2U) << "in doubt it waits until the stored token ends";
        EXPECT_EQ(m_fresh, !doubt);
    }
}

TEST_F(TokenFaultTest, TwoLossesInARowAreLeftForLaterWithNothingLost) {
    signedIn();
    fault("reset");
    fault("hang");
    const QString sentence = refresh(m_name);
    const QString held = refresh(m_name); // at once: it is held back for half a second at least
    EXPECT_TRUE(sentence.contains(QStringLiteral("Could not renew “conf-"))) << sentence.toStdString();
    EXPECT_EQ(requests(), 2U);
    EXPECT_TRUE(inDoubt());
    EXPECT_FALSE(ended());
    EXPECT_TRUE(held.contains(QStringLiteral("Nothing is sent for"))) << "calls are held back for a moment";
    EXPECT_EQ(refresh(m_name, RenewalReason::Asked), QString()) << "the user is not";
    EXPECT_EQ(requests(), 3U);
    EXPECT_FALSE(inDoubt());
}

TEST_F(TokenFaultTest, AServiceHasNothingToLoseAndAsksAgain) {
    add("svc", CredentialKind::ClientCredentials, {}, clientSecret());
    for (const char* kind : {"reset", "hang", "drop", "truncated", "http503", "html200", "wrongjson", "rate429"}) {
        SCOPED_TRACE(kind);
        fault(kind);
        EXPECT_TRUE(refresh("svc", RenewalReason::Asked).contains(QStringLiteral("Could not renew “svc” now")));
        runFor(m_rig.loop, base::Milliseconds(1100));
        EXPECT_EQ(refresh("svc", RenewalReason::Asked), QString());
    }
    EXPECT_EQ(log().size(), 16U);
}

// The code is good for one exchange, so that is not tried twice.
TEST_F(TokenFaultTest, AtTheEndOfASignIn) {
    const auto record = *m_vault.find("conf");
    std::size_t sent = 0;
    for (const char* kind : {"reset", "hang", "drop", "truncated", "http503", "html200", "wrongjson", "rate429"}) {
        SCOPED_TRACE(kind);
        fault(kind);
        const QString sentence = signIn(record);
        EXPECT_TRUE(sentence.contains(QStringLiteral("Signing in to “conf” failed at the last step")))
            << sentence.toStdString();
        EXPECT_EQ(log().size(), ++sent);
        EXPECT_TRUE(stored("conf", SecretRole::RefreshToken).isEmpty());
        EXPECT_EQ(m_vault.find("conf")->issuedAt, std::nullopt);
    }
    EXPECT_EQ(signIn(*m_vault.find("conf")), QString());
}

} // namespace knockback::test
