// SPDX-License-Identifier: GPL-3.0-or-later
// A curl command pasted into the URL.
#include "tests/ui/composer/ComposerFixture.h"

namespace knockback::ui {
namespace {

class CurlPasteTest : public test::ComposerFixture {
protected:
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        url().setFocus();
        press(Qt::Key_V, Qt::ControlModifier);
    }
};

TEST_F(CurlPasteTest, BecomesTheWholeRequestAndCtrlZBringsTheOldOneBack) {
    workspace::RequestDraft old;
    old.name = QStringLiteral("Mine");
    old.url = "http://old/";
    old.notes = QStringLiteral("keep");
    panel.load(old);
    QSignalSpy edits(&panel, &ComposerPanel::edited);
    paste(QStringLiteral("curl -X PUT 'https://api.example/i?a=1' \\\n  -H 'Content-Type: application/json' \\\n"
                         "  -d '{\"n\": 1}'\n"));
    const auto draft = panel.draft();
    EXPECT_EQ(draft.method, "PUT");
    EXPECT_EQ(draft.url, "https://api.example/i?a=1");
    EXPECT_EQ(draft.body, "{\"n\": 1}");
    EXPECT_EQ(draft.name, QStringLiteral("Mine"));
    EXPECT_EQ(draft.notes, QStringLiteral("keep"));
    EXPECT_EQ(params().rows().rows().size(), 1U);
    EXPECT_TRUE(note().isVisible());
    EXPECT_GE(edits.size(), 1);
    undo();
    EXPECT_EQ(panel.draft(), old);
}

TEST_F(CurlPasteTest, WhatIsLeftOutIsSaid) {
    paste(QStringLiteral("curl --interface eth0 https://api.example/"));
    EXPECT_EQ(urlText(), QStringLiteral("https://api.example/"));
    EXPECT_TRUE(note().sentence().contains(QStringLiteral("interface"))) << note().sentence().toStdString();
}

TEST_F(CurlPasteTest, OtherTextIsJustPasted) {
    load("");
    paste(QStringLiteral("https://x/curl "));
    EXPECT_EQ(urlText(), QStringLiteral("https://x/curl"));
    EXPECT_FALSE(note().isVisible());
}

} // namespace
} // namespace knockback::ui
