// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/KeyFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using vault::SecretRole;
using Entries = std::vector<vault::CredentialStore::Entry>;

class KeyRotatorTest : public KeyFixture {};

TEST_F(KeyRotatorTest, ANewKeyIsMadeTriedUsedAndTheOldOneRevoked) {
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(keyOf(), "next-key-value-2");
    EXPECT_EQ(provider.valid.size(), 1U);
    EXPECT_EQ(setting("recipe-key-id"), "k2");
    EXPECT_EQ(keyOf(SecretRole::NextValue), QByteArray());
    ASSERT_EQ(wire.requests.size(), 3U);
    EXPECT_EQ(wire.requests[0].headers.value("X-API-Key"), "first-key-value-1");
    EXPECT_EQ(wire.requests[1].headers.value("X-API-Key"), "next-key-value-2");
    EXPECT_EQ(wire.requests[2].headers.value("X-API-Key"), "next-key-value-2");
    EXPECT_EQ(rotate(), QString()) << "and once more";
    EXPECT_EQ(keyOf(), "next-key-value-3");
    EXPECT_EQ(provider.valid.size(), 1U);
}

TEST_F(KeyRotatorTest, AKeyThatIsMadeWhileTheOldOneIsEditedIsKept) {
    session->keys.rotate("ci", [](const QString&) {});
    scheduler.advance(5ms); // the request for a new key is out
    ASSERT_EQ(provider.made, 2);
    vault::Secrets typed;
    typed.emplace(SecretRole::Value, base::Secret("first-key-value-1"));
    auto record = *session->vault.find("ci");
    ASSERT_TRUE(session->vault.rotate("ci", record.generation, std::move(typed), {}).ok());
    scheduler.advance(1s);
    EXPECT_TRUE(works(keyOf()));
    EXPECT_EQ(keyOf(), "next-key-value-2");
    EXPECT_EQ(provider.valid.size(), 1U);
}

TEST_F(KeyRotatorTest, EveryStepIsSeenAndNoKeyWithIt) {
    rotate();
    int attempts = 0;
    int rotations = 0;
    for (const auto& event : session->journal.since(0, 1000)) {
        rotations += std::holds_alternative<journal::CredentialRotated>(event.body);
        const auto* finished = std::get_if<journal::AttemptFinished>(&event.body);
        if (!finished)
            continue;
        ++attempts;
        const auto& seen = finished->record->exchange.attempt();
        QByteArray all = seen.request.url + seen.response->body.bytes();
        for (const auto& field : seen.request.headers)
            all += field.value;
        EXPECT_FALSE(all.contains("key-value")) << all.toStdString();
        EXPECT_TRUE(finished->record->requestName.contains(u"ci"));
    }
    EXPECT_EQ(attempts, 3);
    EXPECT_EQ(rotations, 1);
}

TEST_F(KeyRotatorTest, AnAnswerInWhichTheKeyIsNotFoundIsNotShown) {
    set("recipe-key-member", "elsewhere");
    EXPECT_TRUE(rotate().contains(u"elsewhere"));
    for (const auto& event : session->journal.since(0, 1000))
        if (const auto* finished = std::get_if<journal::AttemptFinished>(&event.body)) {
            EXPECT_TRUE(finished->record->exchange.attempt().response->body.isEmpty());
        }
    EXPECT_EQ(keyOf(), "first-key-value-1");
}

TEST_F(KeyRotatorTest, AStepThatFailsLeavesAKeyInUseThatWorks) {
    for (const int status : {302, 401, 403, 429, 500})
        for (const QByteArray method : {"POST", "GET", "DELETE"}) {
            provider.failing[method] = status;
            const QByteArray before = keyOf();
            EXPECT_NE(rotate(), QString()) << method.toStdString() << status;
            EXPECT_TRUE(works(keyOf()));
            EXPECT_EQ(keyOf() == before, method != "DELETE");
            EXPECT_NE(session->vault.find("ci")->lastProblem, QString());
            provider.failing.clear();
            if (!setting("recipe-revoke-at").isEmpty()) {
                EXPECT_EQ(rotate(), QString()) << "what is owed comes first";
            }
            if (method == "GET") {
                EXPECT_TRUE(works(keyOf(SecretRole::NextValue))) << "kept for another try";
                const int made = provider.made;
                EXPECT_EQ(rotate(), QString());
                EXPECT_EQ(provider.made, made) << "and it is the one that is used";
            }
        }
}

TEST_F(KeyRotatorTest, ANewKeyThatIsRefusedTwiceIsGivenUp) {
    provider.failing["GET"] = 401;
    rotate();
    EXPECT_TRUE(rotate().contains(u"k2"));
    EXPECT_EQ(keyOf(SecretRole::NextValue), QByteArray());
    provider.failing.clear();
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(keyOf(), "next-key-value-3");
}

TEST_F(KeyRotatorTest, NoAnswerAndACancelledRequestAreFailuresToo) {
    test::ScriptedTransport silent(scheduler);
    session = std::make_unique<KeySession>(scheduler, silent, disk);
    for (const auto kind : {http::FailureKind::Timeout, http::FailureKind::Cancelled}) {
        silent.fail(kind);
        EXPECT_TRUE(rotate().contains(u"may have been made"));
        silent.answer(201, {}, R"({"key":{"id":"k9","secret":"ninth-key-value"}})").fail(kind);
        EXPECT_TRUE(rotate().contains(u"no answer"));
        EXPECT_EQ(keyOf(), "first-key-value-1");
        EXPECT_EQ(keyOf(SecretRole::NextValue), "ninth-key-value");
        ASSERT_TRUE(session->vault.dropNext("ci", session->vault.find("ci")->generation).ok());
    }
}

TEST_F(KeyRotatorTest, AHostThatMayNotHaveTheKeyDoesNotGetIt) {
    set("recipe-verify", "GET https://elsewhere.test/me");
    EXPECT_TRUE(rotate().contains(u"elsewhere.test"));
    EXPECT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(keyOf(), "first-key-value-1");
}

TEST_F(KeyRotatorTest, TheOldKeyHoldsUntilTheOverlapEnds) {
    set("recipe-overlap", "24h");
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(provider.valid.size(), 2U);
    EXPECT_TRUE(rotate().contains(u"still works")) << "a third key would leave the first one unrevoked";
    EXPECT_EQ(keyOf(), "next-key-value-2");
    restart();
    session->keys.watch();
    scheduler.advance(24h - 2min);
    EXPECT_EQ(provider.valid.size(), 2U);
    scheduler.advance(4min);
    EXPECT_EQ(provider.valid.size(), 1U);
    EXPECT_TRUE(works(keyOf()));
    EXPECT_EQ(setting("recipe-revoke-at"), QByteArray());
}

TEST_F(KeyRotatorTest, WithoutTheOldKeysIdNothingIsRevoked) {
    set("recipe-key-id", "");
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(wire.requests.size(), 2U);
    EXPECT_EQ(setting("recipe-revoke-at"), QByteArray());
}

TEST_F(KeyRotatorTest, AFullDiskStopsItBeforeAKeyIsMadeOrUsed) {
    disk.full = true;
    EXPECT_TRUE(rotate().contains(u"full"));
    EXPECT_TRUE(wire.requests.empty());
    disk.full = false;
    disk.saved = [this] { disk.full = true; };
    EXPECT_TRUE(rotate().contains(u"full")) << "full when the new key comes";
    EXPECT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(keyOf(), "first-key-value-1");
    EXPECT_EQ(keyOf(SecretRole::NextValue), "next-key-value-2") << "in memory until the disk takes it";
    disk = {std::move(disk.entries), false, [] {}};
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(keyOf(), "next-key-value-2");
}

TEST_F(KeyRotatorTest, AVaultThatIsLockedMeanwhileKeepsTheNewKeyForLater) {
    session->keys.rotate("ci", [](const QString&) {});
    ASSERT_TRUE(session->vault.lock().ok());
    scheduler.advance(1s);
    EXPECT_TRUE(rotate().contains(u"locked"));
    ASSERT_TRUE(session->vault.unlock().ok());
    EXPECT_EQ(keyOf(SecretRole::NextValue), "next-key-value-2");
    EXPECT_EQ(rotate(), QString());
    EXPECT_EQ(keyOf(), "next-key-value-2");
}

// The program ends after every request and between all of them: whatever is on disk then is a key that works, and the
// next rotations end with one key, which is in use. Only a key that was made and never answered for may be left over.
TEST_F(KeyRotatorTest, ACrashAtAnyPointLosesNoKey) {
    const Entries before = vault::cloneEntries(disk.entries);
    for (int after = 0; after < 8; ++after) {
        SCOPED_TRACE(after);
        disk.entries = vault::cloneEntries(before);
        provider = {};
        restart();
        session->keys.rotate("ci", [](const QString&) {});
        scheduler.advance(after * 5ms);
        restart();
        EXPECT_TRUE(works(keyOf()));
        for (int tries = 0; tries < 3 && provider.made > 1 && keyOf() == "first-key-value-1"; ++tries)
            rotate();
        while (!setting("recipe-revoke-at").isEmpty())
            rotate();
        EXPECT_TRUE(works(keyOf()));
        const std::size_t stray = keyOf() == "next-key-value-3" ? 1 : 0;
        EXPECT_EQ(provider.valid.size(), 1 + stray);
        EXPECT_EQ(keyOf(SecretRole::NextValue), QByteArray());
    }
}

TEST_F(KeyRotatorTest, WhatIsWrongWithARecipeIsSaid) {
    set("recipe-create", "https://keys.test/keys");
    EXPECT_TRUE(rotate().contains(u"recipe-create"));
    set("recipe-create", "POST https://keys.test/keys");
    set("recipe-overlap", "soon");
    EXPECT_TRUE(rotate().contains(u"recipe-overlap"));
    EXPECT_TRUE(wire.requests.empty());
}

} // namespace knockback::session
