// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeyRecipe.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback::vault {

using Deed = KeyRotation::Deed;
using Stage = KeyRotation::Stage;
using namespace std::chrono_literals;

class KeyRecipeTest : public testing::Test {
protected:
    static KeyRecipe recipe() {
        KeyRecipe made;
        made.create = {"POST", "https://api.test/keys", R"({"name":"ci"})", "application/json"};
        made.verify = {"GET", "https://api.test/me", {}, {}};
        made.revoke = {"DELETE", "https://api.test/keys/{old-id}", {}, {}};
        made.keyMember = "data.secret";
        made.idMember = "data.id";
        made.overlap = 24h;
        return made;
    }
    void createAndVerify() {
        rotation.answered(201, answer);
        rotation.answered(200, "{}");
    }

    const QByteArray answer = R"({"data":{"id":"k2","secret":"new-key-value","scopes":["a"]}})";
    test::FakeClock clock;
    KeyRotation rotation{recipe(), "k1", clock.wallNow()};
};

TEST_F(KeyRecipeTest, GoesFromTheOldKeyToTheNewWithBothValidBetween) {
    auto next = rotation.next();
    EXPECT_EQ(next.deed, Deed::Send);
    EXPECT_EQ(next.request.url, "https://api.test/keys");
    EXPECT_EQ(next.request.headers.value("Content-Type"), "application/json");
    EXPECT_FALSE(next.withNewKey);
    rotation.answered(201, answer);
    next = rotation.next();
    EXPECT_EQ(next.request.url, "https://api.test/me");
    EXPECT_TRUE(next.withNewKey);
    EXPECT_EQ(rotation.newKey().reveal(), "new-key-value");
    rotation.answered(200, {});
    EXPECT_EQ(rotation.next().deed, Deed::Switch);
    rotation.switched({}, clock.wallNow());
    EXPECT_TRUE(rotation.newKey().isEmpty()) << "the vault has it now";
    next = rotation.next();
    EXPECT_EQ(next.deed, Deed::Wait);
    EXPECT_EQ(next.until, clock.wallNow() + 24h);
    rotation.waited();
    next = rotation.next();
    EXPECT_EQ(next.request.method, "DELETE");
    EXPECT_EQ(next.request.url, "https://api.test/keys/k1");
    rotation.answered(204, {});
    EXPECT_EQ(rotation.next().deed, Deed::Done);
    EXPECT_EQ(rotation.next().sentence, QString());
}

TEST_F(KeyRecipeTest, NothingIsSwitchedToWithoutProofAndNothingRevokedWithoutTheSwitch) {
    for (const int status : {0, 302, 401, 403, 429, 500}) {
        KeyRotation one(recipe(), "k1", clock.wallNow());
        one.answered(status, answer);
        EXPECT_EQ(one.stage(), Stage::Failed) << status;
        EXPECT_TRUE(one.next().sentence.contains(u"still in use")) << status;
        KeyRotation two(recipe(), "k1", clock.wallNow());
        two.answered(201, answer);
        two.answered(status, {});
        EXPECT_EQ(two.stage(), Stage::Failed) << status;
        EXPECT_TRUE(two.newKey().isEmpty());
        EXPECT_TRUE(two.next().sentence.contains(u"k2")) << "so that the stray one can be removed";
    }
    createAndVerify();
    rotation.switched(QStringLiteral("the disk is full."), clock.wallNow());
    EXPECT_EQ(rotation.stage(), Stage::Failed);
    EXPECT_TRUE(rotation.next().sentence.contains(u"disk is full"));
}

TEST_F(KeyRecipeTest, ALostAnswerSaysThatAKeyMayHaveBeenMade) {
    rotation.answered(0, {});
    EXPECT_TRUE(rotation.next().sentence.contains(u"may have been made"));
}

TEST_F(KeyRecipeTest, AnAnswerWithoutAKeyEndsIt) {
    for (const char* body : {"{}", "not json", R"({"data":{"id":"k2","secret":""}})", R"({"secret":"elsewhere"})"}) {
        KeyRotation one(recipe(), "k1", clock.wallNow());
        one.answered(201, body);
        EXPECT_EQ(one.stage(), Stage::Failed) << body;
    }
}

TEST_F(KeyRecipeTest, AnOldKeyThatIsNotRevokedIsSaidButTheNewOneStays) {
    createAndVerify();
    rotation.switched({}, clock.wallNow());
    rotation.waited();
    rotation.answered(500, {});
    EXPECT_EQ(rotation.next().deed, Deed::Done);
    EXPECT_TRUE(rotation.next().sentence.contains(u"was not revoked"));
}

TEST_F(KeyRecipeTest, OneThatIsGoneAlreadyIsRevoked) {
    createAndVerify();
    rotation.switched({}, clock.wallNow());
    rotation.waited();
    rotation.answered(404, {});
    EXPECT_EQ(rotation.next().sentence, QString());
}

TEST_F(KeyRecipeTest, IdsGoIntoEachPlaceAsThatWantsThem) {
    auto odd = recipe();
    odd.verify = {};
    odd.overlap = 0s;
    const QByteArray id = R"(a/b"c d)";
    const std::tuple<QByteArray, QByteArray, QByteArray> bodies[] = {
        {"application/json", R"({"id":"{old-id}"})", R"({"id":"a/b\"c d"})"},
        {"application/x-www-form-urlencoded", "id={old-id}", "id=a%2Fb%22c+d"},
        {"text/plain", "{old-id}", id}};
    for (const auto& [type, body, sent] : bodies) {
        odd.revoke = {"POST", "https://api.test/keys/{old-id}/end", body, type};
        KeyRotation one(odd, id, clock.wallNow());
        one.answered(201, answer);
        one.switched({}, clock.wallNow());
        EXPECT_EQ(one.next().request.url, "https://api.test/keys/a%2Fb%22c%20d/end") << "no other path than meant";
        EXPECT_EQ(one.next().request.body.bytes(), sent);
    }
}

TEST_F(KeyRecipeTest, AnIdMayBeANumber) {
    auto numbered = recipe();
    numbered.keyMember = "key";
    numbered.idMember = "id";
    for (const QByteArray number : {"17", "-1", "12345678901234567890"}) {
        KeyRotation one(numbered, "k1", clock.wallNow());
        one.answered(201, R"({"id":)" + number + R"(,"key":"k","more":[1,true,null]})");
        EXPECT_EQ(one.newId(), number);
    }
    KeyRotation none(numbered, "k1", clock.wallNow());
    none.answered(201, R"({"id":null,"key":"k"})");
    EXPECT_EQ(none.newId(), QByteArray());
}

TEST_F(KeyRecipeTest, ARevocationIsTriedAgainWhileThatMayHelp) {
    EXPECT_EQ(nextRevocation(503, 1), 1min);
    EXPECT_EQ(nextRevocation(0, 5), 16min);
    EXPECT_EQ(nextRevocation(429, 11), 6h);
    EXPECT_EQ(nextRevocation(500, 12), std::nullopt);
    EXPECT_EQ(nextRevocation(403, 4), 8min);
    EXPECT_EQ(nextRevocation(401, 5), std::nullopt);
    for (const int status : {302, 400, 405, 422, 501})
        EXPECT_EQ(nextRevocation(status, 1), std::nullopt) << status;
}

TEST_F(KeyRecipeTest, StepsThatAProviderLacksAreLeftOut) {
    auto shorter = recipe();
    shorter.verify = {};
    shorter.revoke = {};
    KeyRotation one(shorter, "k1", clock.wallNow());
    one.answered(200, answer);
    EXPECT_EQ(one.next().deed, Deed::Switch);
    one.switched({}, clock.wallNow());
    EXPECT_EQ(one.next().deed, Deed::Done);
    EXPECT_TRUE(one.next().sentence.contains(u"still holds"));
}

TEST_F(KeyRecipeTest, WhatIsToldOutOfTurnChangesNothing) {
    rotation.waited();
    rotation.switched({}, clock.wallNow());
    EXPECT_EQ(rotation.stage(), Stage::Create);
    createAndVerify();
    rotation.answered(500, {});
    EXPECT_EQ(rotation.stage(), Stage::Switch);
}

} // namespace knockback::vault
