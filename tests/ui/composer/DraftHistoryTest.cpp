// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftHistory.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class DraftHistoryTest : public testing::Test {
protected:
    DraftHistoryTest() { history.reset(draft); }
    void typeUrl(const QByteArray& text) {
        for (const char c : text) {
            draft.url += c;
            history.note(draft);
        }
    }
    workspace::RequestDraft draft;
    DraftHistory history;
};

TEST_F(DraftHistoryTest, AUrlIsTakenBackWordByWord) {
    typeUrl("http://x/users?q=1");
    QList<QByteArray> seen;
    while (history.canUndo())
        seen << history.undo().url;
    EXPECT_EQ(seen, (QList<QByteArray>{"http://x/users?q", "http://x/users", "http://x", "http:/", "http:", ""}));
}

TEST_F(DraftHistoryTest, ANewFocusIsANewStep) {
    typeUrl("ab");
    history.endStep();
    typeUrl("cd");
    EXPECT_EQ(history.undo().url, "ab");
}

TEST_F(DraftHistoryTest, RedoGoesForwardUntilSomethingNewIsDone) {
    typeUrl("a");
    draft.method = "POST";
    history.note(draft);
    history.undo();
    EXPECT_TRUE(history.canRedo());
    EXPECT_EQ(history.redo().method, "POST");
    EXPECT_FALSE(history.canRedo());
    history.undo();
    draft = {};
    draft.notes = QStringLiteral("n");
    history.note(draft);
    EXPECT_FALSE(history.canRedo());
}

TEST_F(DraftHistoryTest, EveryChangeOfATableIsAStep) {
    for (int i = 0; i < 3; ++i) {
        draft.headers.push_back({"A", "", true});
        history.note(draft);
    }
    EXPECT_EQ(history.undo().headers.size(), 2U);
    EXPECT_EQ(history.undo().headers.size(), 1U);
}

TEST_F(DraftHistoryTest, SwitchingTheKindOfAuthIsAStepAndTypingJoins) {
    draft.auth.kind = workspace::AuthKind::Bearer;
    history.note(draft);
    draft.auth.token = "a";
    history.note(draft);
    draft.auth.token = "ab";
    history.note(draft);
    EXPECT_EQ(history.undo().auth, (workspace::AuthDraft{}));
}

TEST_F(DraftHistoryTest, TheSameIsNoStep) {
    history.note(draft);
    draft.name = QStringLiteral("renamed elsewhere");
    history.note(draft);
    EXPECT_FALSE(history.canUndo());
}

TEST_F(DraftHistoryTest, OldStepsGo) {
    for (std::size_t i = 0; i < DraftHistory::maxSteps + 50; ++i) {
        draft.headers.push_back({"A", "", true});
        history.note(draft);
    }
    std::size_t steps = 0;
    for (; history.canUndo(); ++steps)
        history.undo();
    EXPECT_EQ(steps, DraftHistory::maxSteps);
}

TEST(ChangedPart, NamesTheOnePart) {
    const workspace::RequestDraft before;
    auto after = before;
    EXPECT_FALSE(changedPart(before, after));
    after.parametersOff.push_back("0 a=1");
    EXPECT_EQ(changedPart(before, after), DraftPart::Url);
    after.settings.verifyTls = false;
    EXPECT_EQ(changedPart(before, after), DraftPart::Several);
    after = before;
    after.settings.omittedHeaders = {"Accept"};
    EXPECT_EQ(changedPart(before, after), DraftPart::Headers);
}

} // namespace
} // namespace knockback::ui
