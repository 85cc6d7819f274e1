// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Hygiene.h"
#include "app/vault/SecretCopies.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;
using std::chrono::days;
using vault::CredentialCopies;
using vault::CredentialUse;
using vault::HygieneCheck;
using vault::HygieneFinding;

class HygieneTest : public VaultFixture {
protected:
    [[nodiscard]] std::optional<HygieneFinding> find(HygieneCheck check) const {
        for (const auto& finding : vault::checkHygiene(m_credential, m_use, m_copies, now()))
            if (finding.check == check)
                return finding;
        return std::nullopt;
    }
    [[nodiscard]] base::WallTime now() const { return m_clock.wallNow(); }

    vault::Credential m_credential = bearer("github");
    CredentialUse m_use;
    CredentialCopies m_copies;
};

TEST_F(HygieneTest, OfWhatIsNotKnownNothingIsSaid) {
    EXPECT_TRUE(vault::checkHygiene(m_credential, m_use, m_copies, now()).empty());
}

TEST_F(HygieneTest, CopiesInFilesAreSaidWithTheirPlaces) {
    m_copies.looked = true;
    EXPECT_TRUE(find(HygieneCheck::CopyInFiles)->ok);
    m_copies.places = QStringList{QStringLiteral("billing.http, line 12")};
    const auto finding = find(HygieneCheck::CopyInFiles);
    EXPECT_FALSE(finding->ok);
    EXPECT_TRUE(finding->sentence.contains(u"billing.http, line 12"));
    EXPECT_FALSE(finding->advice.isEmpty());
}

TEST_F(HygieneTest, SendingWithoutTlsIsSaidWithTheHosts) {
    m_use.lastAt = now();
    EXPECT_TRUE(find(HygieneCheck::PlainHttp)->ok);
    m_use.plainHosts = {"api.test"};
    EXPECT_FALSE(find(HygieneCheck::PlainHttp)->ok);
    EXPECT_TRUE(find(HygieneCheck::PlainHttp)->sentence.contains(u"api.test"));
}

TEST_F(HygieneTest, AScopeIsWideWhenEnoughAnswersToldAndNoneAskedForIt) {
    m_credential.scopes = {"repo", "read:org"};
    m_use.requests = {QStringLiteral("a"), QStringLiteral("b")};
    m_use.accepted = {{"read:org", "admin:org"}, {}};
    EXPECT_FALSE(find(HygieneCheck::WideScope)) << "two answers say too little";
    m_use.accepted.push_back({"read:org"});
    const auto finding = find(HygieneCheck::WideScope);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->sentence, QStringLiteral("scope repo is wider than the 2 requests need"));
    m_use.accepted.push_back({"repo"});
    EXPECT_FALSE(find(HygieneCheck::WideScope));
}

TEST_F(HygieneTest, OverdueCountsFromTheLatestSecret) {
    m_credential.settings[vault::rotateEverySetting] = "90";
    EXPECT_FALSE(find(HygieneCheck::Overdue)) << "nobody knows how old it is";
    m_credential.issuedAt = now() - days(200);
    EXPECT_EQ(find(HygieneCheck::Overdue)->sentence, QStringLiteral("should have been replaced 110 d ago"));
    m_credential.lastRotatedAt = now() - days(78);
    EXPECT_TRUE(find(HygieneCheck::Overdue)->ok);
    EXPECT_EQ(find(HygieneCheck::Overdue)->sentence, QStringLiteral("to be replaced in 12 d"));
    m_credential.lastRotatedAt = now() - days(90) + std::chrono::minutes(1);
    EXPECT_EQ(find(HygieneCheck::Overdue)->sentence, QStringLiteral("to be replaced in 1 d"));
    m_credential.lastRotatedAt = now() - days(90);
    EXPECT_FALSE(find(HygieneCheck::Overdue)->ok);
    EXPECT_EQ(find(HygieneCheck::Overdue)->sentence, QStringLiteral("is to be replaced today"));
    for (const char* nonsense : {"", "0", "-3", "soon", "1e9", "99999999999"}) {
        m_credential.settings[vault::rotateEverySetting] = nonsense;
        EXPECT_FALSE(vault::rotateEvery(m_credential)) << nonsense;
    }
}

TEST_F(HygieneTest, UnusedForNinetyDays) {
    m_credential.issuedAt = now() - days(400);
    EXPECT_EQ(find(HygieneCheck::Unused)->sentence, QStringLiteral("not used for 400 d"));
    m_credential.lastUsedAt = now() - days(89);
    EXPECT_FALSE(find(HygieneCheck::Unused));
    m_credential.lastUsedAt = now() - days(90);
    EXPECT_TRUE(find(HygieneCheck::Unused));
    m_use.lastAt = now();
    EXPECT_FALSE(find(HygieneCheck::Unused));
}

TEST_F(HygieneTest, TheSameSecretInTwoCredentials) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("same-secret")));
    ASSERT_TRUE(vault->add(bearer("b"), value("same-secret")));
    ASSERT_TRUE(vault->add(bearer("c"), value("another")));
    const auto alike = vault::findAlike(*vault);
    EXPECT_EQ(alike.size(), 2U);
    EXPECT_EQ(alike.at("a"), std::vector<QByteArray>{"b"});
    m_copies.alike = alike.at("b");
    EXPECT_TRUE(find(HygieneCheck::Reused)->sentence.contains(u"as a"));
    ASSERT_TRUE(vault->lock());
    EXPECT_TRUE(vault::findAlike(*vault).empty());
}

TEST_F(HygieneTest, ACopyIsFoundInEveryFormOfItAndAReferenceIsNone) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("github"), value("a/secret+with=signs")));
    const QByteArray text = "GET https://api.test/\nAuthorization: Bearer {{vault:github}}\n\n###\n"
                            "GET https://api.test/?t=a%2Fsecret%2Bwith%3Dsigns\n"
                            "X-Copy: YS9zZWNyZXQrd2l0aD1zaWducw==\n";
    const auto places =
        vault::findCopies(*vault, {{QStringLiteral("a.http"), text}, {QStringLiteral("b.http"), "clean"}});
    ASSERT_EQ(places.size(), 1U);
    EXPECT_EQ(places.at("github"), (QStringList{QStringLiteral("a.http, line 5"), QStringLiteral("a.http, line 6")}));
}

TEST_F(HygieneTest, TheVaultNotesWhatBecameOfRotations) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("1")));
    ASSERT_TRUE(vault->rotate("a", 1, value("2"), {}));
    ASSERT_TRUE(vault->recordProblem("a", QStringLiteral("the server said no")));
    const auto notes = openedVault()->find("a")->rotations;
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_TRUE(notes[0].ok);
    EXPECT_FALSE(notes[1].ok);
    EXPECT_EQ(notes[1].sentence, QStringLiteral("the server said no"));
    for (std::uint64_t generation = 2; generation < 40; ++generation)
        ASSERT_TRUE(vault->rotate("a", generation, value("x"), {}));
    EXPECT_EQ(vault->find("a")->rotations.size(), 20U) << "the latest";
    EXPECT_TRUE(vault->find("a")->rotations.front().ok);
}

TEST_F(HygieneTest, WhatWasTakenOutCanBePutBackAsItWas) {
    const auto vault = openedVault();
    auto credential = bearer("a");
    credential.issuedAt = now() - days(3);
    ASSERT_TRUE(vault->add(credential, value("kept")));
    ASSERT_TRUE(vault->rotate("a", 1, value("kept-2"), {}));
    auto taken = vault->take("a");
    ASSERT_TRUE(taken);
    EXPECT_FALSE(openedVault()->find("a"));
    ASSERT_TRUE(vault->restore(*taken));
    EXPECT_EQ(shown(openedVault()->reveal("a", vault::SecretRole::Value)), "kept-2");
    EXPECT_EQ(vault->find("a")->rotations.size(), 1U);
    EXPECT_GT(vault->find("a")->generation, 2U) << "an answer for the one that was removed does not fit it";
    EXPECT_EQ(errorOf(vault->restore(*taken)), vault::VaultErrorKind::AlreadyExists);
    EXPECT_EQ(errorOf(vault->take("nobody")), vault::VaultErrorKind::NotFound);
}

TEST_F(HygieneTest, WhatTheHistoryKnowsIsAddedToWhatTheSessionSaw) {
    CredentialUse past;
    past.requests = {QStringLiteral("a"), QStringLiteral("b")};
    past.lastAt = now() - days(100);
    past.plainHosts = {"old.test"};
    past.accepted = {{"x"}, {"x"}};
    m_use.requests = {QStringLiteral("b"), QStringLiteral("c")};
    vault::addUse(m_use, past);
    EXPECT_EQ(m_use.requests.size(), 3U);
    EXPECT_EQ(m_use.lastAt, past.lastAt);
    EXPECT_EQ(m_use.accepted.size(), 2U);
    EXPECT_TRUE(find(HygieneCheck::PlainHttp)->sentence.contains(u"old.test"));
    EXPECT_TRUE(find(HygieneCheck::Unused));
    CredentialUse later;
    later.lastAt = now();
    vault::addUse(m_use, later);
    EXPECT_FALSE(find(HygieneCheck::Unused));
}

// Of every check: hidden when it is dismissed, there again when it has found something else.
TEST_F(HygieneTest, ADismissedFindingComesBackOnlyWhenItIsAnother) {
    m_credential.scopes = {"repo", "user"};
    m_credential.settings[vault::rotateEverySetting] = "30";
    m_credential.issuedAt = now() - days(200);
    m_copies.looked = true;
    m_copies.places = QStringList{QStringLiteral("a.http, line 1")};
    m_copies.alike = {"other"};
    m_use.lastAt = now() - days(100);
    m_use.plainHosts = {"api.test"};
    m_use.accepted = {{}, {}, {}};
    const auto findings = vault::checkHygiene(m_credential, m_use, m_copies, now());
    ASSERT_EQ(findings.size(), 6U) << "all six";
    for (const auto& finding : findings) {
        ASSERT_FALSE(finding.ok) << finding.sentence.toStdString();
        EXPECT_FALSE(finding.advice.isEmpty());
        EXPECT_FALSE(vault::isDismissed(m_credential, finding));
        vault::setDismissed(m_credential, finding, true);
        EXPECT_TRUE(vault::isDismissed(m_credential, *find(finding.check)));
    }
    m_clock.advance(24h);
    for (const auto& finding : findings)
        EXPECT_TRUE(vault::isDismissed(m_credential, *find(finding.check))) << "a day later it is the same finding";

    m_copies.places << QStringLiteral("b.http, line 7");
    m_copies.alike.push_back("third");
    m_use.plainHosts.insert("other.test");
    m_use.lastAt = now() - days(95);
    m_credential.scopes.push_back("admin");
    m_credential.settings[vault::rotateEverySetting] = "31";
    for (const auto& finding : findings)
        EXPECT_FALSE(vault::isDismissed(m_credential, *find(finding.check))) << finding.key.constData();
}

TEST_F(HygieneTest, DismissingIsTakenBackAndLeavesNothingBehind) {
    m_use.lastAt = now();
    m_use.plainHosts = {"api.test"};
    const auto before = m_credential.settings;
    const auto finding = *find(HygieneCheck::PlainHttp);
    vault::setDismissed(m_credential, finding, true);
    vault::setDismissed(m_credential, finding, true);
    EXPECT_EQ(m_credential.settings.at(vault::dismissedSetting), finding.key);
    vault::setDismissed(m_credential, finding, false);
    EXPECT_EQ(m_credential.settings, before);
    m_use.plainHosts = {"x.test"};
    vault::setDismissed(m_credential, finding, true);
    vault::setDismissed(m_credential, *find(HygieneCheck::PlainHttp), true);
    EXPECT_FALSE(m_credential.settings.at(vault::dismissedSetting).contains(' ')) << "the old one is not kept";
}

} // namespace knockback::test
