// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ThemeLoader.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/KeyHint.h"
#include "ui/widgets/MessageBar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::Cause;

class Widgets : public testing::Test {
protected:
    ThemeManager themes{ThemeKind::Light};
};

TEST_F(Widgets, StyleSheetHasNoNameLeftOver) {
    for (const Theme* theme : {&builtInThemes().light, &builtInThemes().dark}) {
        const QString sheet = styleSheetOf(*theme);
        EXPECT_GT(sheet.size(), 1000);
        EXPECT_FALSE(sheet.contains(QLatin1Char('@')));
        EXPECT_TRUE(sheet.contains(theme->accent.name()));
    }
}

TEST_F(Widgets, BadgeIsAsWideAsWhatItSays) {
    Badge badge(themes);
    badge.setBadge(Cause::RateLimit, QString());
    const int shapeOnly = badge.sizeHint().width();
    badge.setBadge(Cause::RateLimit, QStringLiteral("429"));
    EXPECT_GT(badge.sizeHint().width(), shapeOnly);
    EXPECT_EQ(badge.sizeHint().height(), 18);
    EXPECT_EQ(badge.accessibleName(), QStringLiteral("429"));
    const QImage picture = badge.grab().toImage();
    const QColor fill = themes.theme().cause(Cause::RateLimit).fill;
    EXPECT_EQ(picture.pixelColor(picture.width() / 2, 2), fill);
}

TEST_F(Widgets, BadgeFollowsTheTheme) {
    Badge badge(themes);
    badge.setBadge(Cause::GeoLock, QStringLiteral("451"));
    const QImage light = badge.grab().toImage();
    themes.choose(ThemeChoice::Dark);
    EXPECT_NE(badge.grab().toImage(), light);
}

TEST_F(Widgets, ElidedLabelKeepsTheWholeTextInItsTip) {
    ElidedLabel label;
    label.setWholeText(QStringLiteral("a rather long name of a request"));
    label.resize(60, 20);
    label.show();
    EXPECT_TRUE(label.text().endsWith(QStringLiteral("…")));
    EXPECT_EQ(label.toolTip(), label.wholeText());
    label.resize(600, 20);
    EXPECT_EQ(label.text(), label.wholeText());
    EXPECT_TRUE(label.toolTip().isEmpty());
    label.setWholeText(QStringLiteral("<b>bold</b>"));
    EXPECT_EQ(label.textFormat(), Qt::PlainText);
}

TEST_F(Widgets, EmptyStateOffersItsAction) {
    EmptyState empty(themes, QStringLiteral("timeline"), QStringLiteral("Nothing here."), QStringLiteral("Do it"));
    QSignalSpy triggered(&empty, &EmptyState::actionTriggered);
    QTest::mouseClick(empty.findChild<QPushButton*>(), Qt::LeftButton);
    EXPECT_EQ(triggered.size(), 1);
}

TEST_F(Widgets, MessageBarSpeaksAndIsPutAway) {
    MessageBar bar(themes);
    EXPECT_TRUE(bar.isHidden());
    bar.say(Cause::RateLimit, QStringLiteral("Wait 41 s."));
    QSignalSpy clicked(bar.addButton(QStringLiteral("Retry"), "primary"), &QPushButton::clicked);
    EXPECT_FALSE(bar.isHidden());
    EXPECT_EQ(bar.sentence(), QStringLiteral("Wait 41 s."));
    QTest::mouseClick(bar.findChild<QPushButton*>(), Qt::LeftButton);
    EXPECT_EQ(clicked.size(), 1);

    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    QTest::mouseClick(bar.findChild<QToolButton*>(QStringLiteral("dismiss")), Qt::LeftButton);
    EXPECT_EQ(dismissed.size(), 1);
    EXPECT_TRUE(bar.isHidden());
    EXPECT_TRUE(bar.sentence().isEmpty());
}

TEST_F(Widgets, MessageBarButtonMayPutItsOwnBarAway) {
    MessageBar bar(themes);
    bar.say(Cause::Network, QStringLiteral("Connection refused."));
    QPushButton* button = bar.addButton(QStringLiteral("Again"));
    QObject::connect(button, &QPushButton::clicked, &bar, &MessageBar::dismiss);
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(bar.isHidden());
    bar.say(Cause::Network, QStringLiteral("Again refused."));
    int shown = 0;
    for (const QPushButton* old : bar.findChildren<QPushButton*>())
        shown += old->isHidden() ? 0 : 1;
    EXPECT_EQ(shown, 0) << "the buttons of an old message are gone";
}

TEST_F(Widgets, KeyHintSpellsTheKey) {
    EXPECT_EQ(KeyHint(QKeySequence(Qt::CTRL | Qt::Key_K)).text(), QStringLiteral("Ctrl K"));
}

} // namespace
} // namespace knockback::ui
