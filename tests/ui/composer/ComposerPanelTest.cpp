// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerPanel.h"

#include "ui/composer/CodeEditor.h"
#include "ui/composer/CountTabBar.h"
#include "ui/composer/UrlField.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

workspace::RequestDraft everything() {
    workspace::RequestDraft draft;
    draft.name = QStringLiteral("Invoice");
    draft.method = "PURGE";
    draft.url = "{{base}}/i?a=1&b=%20#x";
    draft.headers = {{"Accept", "*/*", true}, {"Accept", "text/html", false}, {"X-Empty", "", true}};
    draft.body = "{\"n\": {{n}}, \"é\": 1}\n";
    draft.auth.kind = workspace::AuthKind::Credential;
    draft.auth.credential = "not-in-the-vault";
    draft.policy.maxAttempts = 3;
    draft.policy.backoff.kind = retry::BackoffKind::Linear;
    draft.policy.backoff.jitter = retry::JitterKind::Decorrelated;
    draft.policy.callTimeout = 9s;
    draft.notes = QStringLiteral("Two\nlines");
    return draft;
}

class ComposerPanelTest : public testing::Test {
protected:
    template <typename T>
    T* find(const char* name) {
        return panel.findChild<T*>(QLatin1String(name));
    }
    ThemeManager themes{ThemeKind::Light};
    ComposerPanel panel{themes};
};

TEST_F(ComposerPanelTest, GivesBackWhatItWasGiven) {
    panel.load(everything());
    EXPECT_EQ(panel.draft(), everything());
    panel.load({});
    EXPECT_EQ(panel.draft(), workspace::RequestDraft());
}

TEST_F(ComposerPanelTest, LoadingIsNoEdit) {
    const QSignalSpy edits(&panel, &ComposerPanel::edited);
    panel.load(everything());
    panel.setScope({});
    EXPECT_EQ(edits.size(), 0);
    EXPECT_EQ(panel.draft().auth.credential, "not-in-the-vault");
}

TEST_F(ComposerPanelTest, TabsCountWhatIsInThem) {
    panel.load(everything());
    auto* tabs = find<CountTabBar>("composerTabs");
    EXPECT_EQ(tabs->mark(ComposerPanel::Params), QStringLiteral("2"));
    EXPECT_EQ(tabs->mark(ComposerPanel::Headers), QStringLiteral("2"));
    EXPECT_EQ(tabs->mark(ComposerPanel::Auth), QStringLiteral("not-in-the-vault"));
    EXPECT_FALSE(tabs->mark(ComposerPanel::Body).isEmpty());
}

TEST_F(ComposerPanelTest, PolicyFieldsChangeThePolicyAndSayWhenTheyCannot) {
    panel.load({});
    auto* base = find<QLineEdit>("baseCap");
    base->clear();
    QTest::keyClicks(base, QStringLiteral("1 s"));
    EXPECT_TRUE(find<QLabel>("policySentence")->text().startsWith(QStringLiteral("Not understood yet")));
    EXPECT_EQ(panel.draft().policy, retry::RetryPolicy());
    QTest::keyClicks(base, QStringLiteral(" · 9 s"));
    EXPECT_EQ(panel.draft().policy.backoff.base, 1s);
    EXPECT_EQ(panel.draft().policy.backoff.cap, 9s);
    EXPECT_TRUE(find<QLabel>("policySentence")->text().startsWith(QStringLiteral("Waits")));
}

TEST_F(ComposerPanelTest, FormattingTheBodyIsOneStepToUndo) {
    workspace::RequestDraft draft;
    draft.body = "{\"a\":[1,2]}";
    panel.load(draft);
    panel.formatBody();
    auto* editor = find<CodeEditor>("requestBody");
    ASSERT_TRUE(QTest::qWaitFor([&] { return editor->bytes().contains('\n'); }));
    EXPECT_EQ(panel.draft().body, "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
    editor->undo();
    EXPECT_EQ(panel.draft().body, "{\"a\":[1,2]}");
}

TEST_F(ComposerPanelTest, TheUrlFieldIsOneLine) {
    auto* url = find<UrlField>("url");
    QGuiApplication::clipboard()->setText(QStringLiteral("  https://a/\r\nb\n"));
    url->paste();
    EXPECT_EQ(url->text(), QStringLiteral("https://a/b"));
    QTest::keyClick(url, Qt::Key_Return);
    EXPECT_EQ(url->text(), QStringLiteral("https://a/b"));
}

TEST_F(ComposerPanelTest, TheMethodIsAToken) {
    auto* method = find<QComboBox>("method");
    method->setCurrentText({});
    QTest::keyClicks(method->lineEdit(), QStringLiteral("RE PORT"));
    EXPECT_EQ(panel.draft().method, "REPORT");
}

TEST(CodeEditor, KeepsEveryByte) {
    ThemeManager themes(ThemeKind::Dark);
    CodeEditor editor(themes);
    const QByteArray bytes("tab\there\r\nü€𝄞\n\n end ");
    editor.setBytes(bytes);
    EXPECT_EQ(editor.bytes(), bytes);
    editor.setLanguage(CodeLanguage::Json);
    editor.setLanguage(CodeLanguage::Text);
    EXPECT_EQ(editor.bytes(), bytes);
    editor.setBytes({});
    EXPECT_EQ(editor.bytes(), QByteArray());
}

TEST(CodeEditor, KnowsLanguagesByMediaType) {
    EXPECT_EQ(languageOf("application/problem+JSON; charset=utf-8"), CodeLanguage::Json);
    EXPECT_EQ(languageOf("text/html"), CodeLanguage::Markup);
    EXPECT_EQ(languageOf("image/svg+xml"), CodeLanguage::Markup);
    EXPECT_EQ(languageOf("text/plain"), CodeLanguage::Text);
    EXPECT_EQ(languageOf(""), CodeLanguage::Text);
}

} // namespace
} // namespace knockback::ui
