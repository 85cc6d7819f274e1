// SPDX-License-Identifier: GPL-3.0-or-later
// Old keys that could not be revoked, and rotations that the user ends.
#include "tests/app/session/KeyFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using vault::SecretRole;

class KeyRevocationTest : public KeyFixture {
protected:
    std::size_t revocations() const {
        return static_cast<std::size_t>(
            std::count_if(wire.requests.begin(), wire.requests.end(),
                          [](const http::Request& request) { return request.method == "DELETE"; }));
    }
    [[nodiscard]] bool owed() const { return vault::owedRevocation(*session->vault.find("ci")).has_value(); }
    QString problem() { return session->vault.find("ci")->lastProblem; }
    // Starts a rotation and lets it go on for a while.
    void start(base::Milliseconds length) {
        told.clear();
        session->keys.rotate("ci", [this](const QString& sentence) { told = sentence; });
        scheduler.advance(length);
    }
    QString told;
};

TEST_F(KeyRevocationTest, AnOldKeyThatIsNotRevokedIsOwedAndTriedAgainWithMoreTimeBetween) {
    provider.failing["DELETE"] = 503;
    EXPECT_TRUE(rotate().contains(u"the old one (k1) was not revoked: the answer was 503. The key before this one (k1) "
                                  u"still works; it is revoked after "));
    EXPECT_EQ(problem(), session->vault.find("ci")->lastProblem);
    EXPECT_EQ(keyOf(), "next-key-value-2") << "the new one is in use all the same";
    EXPECT_TRUE(owed());
    session->keys.watch();
    const std::size_t first = revocations();
    std::vector<base::SteadyTime> times;
    for (std::size_t seen = first; seen < first + 5;) {
        scheduler.advance(1s);
        if (revocations() == seen)
            continue;
        seen = revocations();
        times.push_back(scheduler.clock().steadyNow());
    }
    for (std::size_t i = 1; i < times.size(); ++i) { // looked for once a minute
        const auto wanted = std::chrono::minutes(1LL << i);
        EXPECT_GE(times[i] - times[i - 1], wanted - 1s) << i;
        EXPECT_LE(times[i] - times[i - 1], wanted + 62s) << i;
    }
    provider.failing.clear();
    scheduler.advance(2h);
    EXPECT_FALSE(owed());
    EXPECT_EQ(problem(), QString());
    EXPECT_EQ(provider.valid.size(), 1U);
    EXPECT_EQ(revocations(), first + 6) << "and then no more";
}

TEST_F(KeyRevocationTest, ARestartForgetsNothingThatIsOwed) {
    provider.failing["DELETE"] = 500;
    rotate();
    restart();
    EXPECT_TRUE(owed());
    EXPECT_TRUE(problem().contains(u"k1"));
    provider.failing.clear();
    session->keys.watch();
    scheduler.advance(3min);
    EXPECT_FALSE(owed());
    EXPECT_EQ(provider.valid.size(), 1U);
    EXPECT_TRUE(works(keyOf()));
}

TEST_F(KeyRevocationTest, WhoRotatesAgainHasItTriedAtOnce) {
    provider.failing["DELETE"] = 500;
    rotate();
    provider.failing.clear();
    EXPECT_EQ(rotate(), QString());
    EXPECT_FALSE(owed());
    EXPECT_EQ(keyOf(), "next-key-value-2") << "without another new key";
    EXPECT_EQ(provider.valid.size(), 1U);
}

TEST_F(KeyRevocationTest, AnAnswerThatWillNotChangeIsTheEndAndIsTold) {
    provider.failing["DELETE"] = 405;
    EXPECT_TRUE(
        rotate().contains(u"(k1) was not revoked: the answer was 405. It still works: revoke it at the provider."));
    EXPECT_FALSE(owed());
    EXPECT_TRUE(problem().contains(u"revoke it at the provider"));
    provider.failing.clear();
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(keyOf(), "next-key-value-3");
}

TEST_F(KeyRevocationTest, AfterADayItIsGivenUpAndTold) {
    for (const auto& [status, tries, most] :
         {std::tuple(503, 12U, base::Seconds(30h)), {403, 5U, base::Seconds(40min)}}) {
        SCOPED_TRACE(status);
        const std::size_t before = revocations();
        provider.failing["DELETE"] = status;
        rotate();
        session->keys.watch();
        const auto started = scheduler.clock().steadyNow();
        while (owed() && scheduler.clock().steadyNow() - started < 72h)
            scheduler.advance(1min);
        EXPECT_EQ(revocations() - before, tries);
        EXPECT_LE(scheduler.clock().steadyNow() - started, most);
        EXPECT_TRUE(problem().contains(u"It still works: revoke it at the provider."));
        bool inJournal = false;
        for (const auto& event : session->journal.since(0, 10'000))
            if (const auto* rotated = std::get_if<journal::CredentialRotated>(&event.body))
                inJournal |= !rotated->ok && rotated->sentence.contains(u"It still works");
        EXPECT_TRUE(inJournal);
        provider.failing.clear();
        restart();
    }
}

TEST_F(KeyRevocationTest, TwoWindowsRevokeOnceAndMakeNoKeyOfTheirOwn) {
    set("recipe-overlap", "24h");
    rotate();
    ASSERT_TRUE(owed());
    KeySession other(scheduler, wire, disk);
    session->keys.watch();
    scheduler.advance(30s); // they do not look at the same moment
    other.keys.watch();
    scheduler.advance(25h);
    EXPECT_EQ(revocations(), 1U);
    EXPECT_EQ(provider.made, 2) << "nobody asked for another key";
    EXPECT_FALSE(owed());
    for (const auto& event : other.journal.since(0, 10'000))
        EXPECT_FALSE(std::get_if<journal::CredentialRotated>(&event.body)) << "it did nothing";
}

TEST_F(KeyRevocationTest, WhatCannotBeAskedForIsToldOnceAndStandsInNobodysWay) {
    for (const QByteArray& recipe : {QByteArray("DELETE https://elsewhere.test/keys/{old-id}"), QByteArray()}) {
        SCOPED_TRACE(recipe.constData());
        set("recipe-overlap", "24h");
        const int made = provider.made;
        rotate();
        EXPECT_EQ(provider.made, made + 1);
        ASSERT_TRUE(owed());
        auto record = *session->vault.find("ci");
        record.settings.erase("recipe-revoke");
        if (!recipe.isEmpty())
            record.settings["recipe-revoke"] = recipe;
        ASSERT_TRUE(session->vault.update(record).ok());
        session->keys.watch();
        const auto before = session->journal.lastSequence();
        scheduler.advance(26h);
        int times = 0;
        for (const auto& event : session->journal.since(before, 10'000))
            if (const auto* rotated = std::get_if<journal::CredentialRotated>(&event.body))
                times += rotated->sentence.contains(u"It still works: revoke it at the provider.") ? 1 : 100;
        EXPECT_EQ(times, 1);
        EXPECT_FALSE(owed());
        record = *session->vault.find("ci");
        record.settings["recipe-revoke"] = "DELETE https://keys.test/keys/{old-id}";
        record.settings.erase("recipe-overlap");
        ASSERT_TRUE(session->vault.update(record).ok());
        EXPECT_EQ(rotate(), QString());
        EXPECT_EQ(provider.made, made + 2);
        restart();
    }
}

TEST_F(KeyRevocationTest, AServerThatAsksForTimeGetsIt) {
    provider.failing["DELETE"] = 429;
    provider.failingHeaders = {{"Retry-After", "7200"}};
    rotate();
    session->keys.watch();
    scheduler.advance(119min);
    EXPECT_EQ(revocations(), 1U);
    scheduler.advance(3min);
    EXPECT_EQ(revocations(), 2U);
}

TEST_F(KeyRevocationTest, IdsMayBeNumbers) {
    provider.numericIds = true;
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(setting("recipe-key-id"), "2");
    EXPECT_EQ(rotate(), QString());
    EXPECT_TRUE(wire.requests.back().url.endsWith("/keys/2"));
    EXPECT_EQ(provider.valid.size(), 1U);
}

TEST_F(KeyRevocationTest, CancelledAtAnyStepAKeyThatWorksIsInUseAndNoneIsUnknown) {
    // A request takes 10 ms; so each step is under way once.
    for (const auto at : {5ms, 15ms, 25ms}) {
        SCOPED_TRACE(at.count());
        const int before = provider.made;
        start(at);
        session->keys.cancel("ci");
        session->keys.cancel("ci");
        scheduler.advance(1s);
        EXPECT_TRUE(told.contains(u"was cancelled")) << told.toStdString();
        EXPECT_TRUE(works(keyOf()));
        if (at < 20ms) {
            EXPECT_TRUE(works(keyOf(SecretRole::NextValue))) << "made, kept, not used";
            EXPECT_TRUE(told.contains(u"is kept, and rotating again tries it"));
        } else {
            EXPECT_TRUE(told.contains(u"still works; it is revoked after"));
            EXPECT_TRUE(owed());
        }
        EXPECT_EQ(rotate(), QString()) << "goes on where it was";
        EXPECT_EQ(provider.made, before + 1);
        EXPECT_EQ(provider.valid.size(), 1U);
        EXPECT_FALSE(owed());
    }
    session->keys.cancel("ci"); // nothing is under way
}

} // namespace knockback::session
