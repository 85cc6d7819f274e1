// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanel.h"

#include "app/retry/PolicyCode.h"
#include "app/workspace/Policies.h"
#include "ui/composer/RetryPanelChart.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

class RetryPanelTest : public testing::Test {
protected:
    RetryPanelTest() {
        m_panel.resize(900, 260);
        m_panel.show();
    }
    template <typename T>
    T* find(const char* name) {
        return m_panel.findChild<T*>(QLatin1String(name));
    }
    void type(const char* field, const QString& text) {
        auto* edit = find<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void choose(const char* button, const QString& action) {
        for (auto* each : find<QToolButton>(button)->menu()->actions())
            if (each->objectName() == action)
                return each->trigger();
        FAIL() << "no " << action.toStdString();
    }

    ThemeManager m_themes{ThemeKind::Light};
    RetryPanel m_panel{m_themes};
};

TEST_F(RetryPanelTest, everyFieldChangesThePolicy) {
    const QSignalSpy edited(&m_panel, &RetryPanel::edited);
    type("timeLimits", QStringLiteral("10 s · 5 min"));
    EXPECT_EQ(m_panel.policy().attemptTimeout, 10s);
    EXPECT_EQ(m_panel.policy().callTimeout, 5min);
    type("circuit", QStringLiteral("off"));
    EXPECT_FALSE(m_panel.policy().circuit.enabled);
    type("fallback", QStringLiteral("last-good"));
    EXPECT_EQ(m_panel.policy().fallback.kind, retry::FallbackKind::LastGood);
    type("hedge", QStringLiteral("800 ms"));
    EXPECT_EQ(m_panel.policy().hedgeAfter, 800ms);
    type("retryOn", QStringLiteral("429, overload"));
    EXPECT_EQ(m_panel.policy().causes.size(), 1u);
    auto* pace = find<QComboBox>("pace");
    pace->setCurrentIndex(pace->findData(static_cast<int>(retry::PaceMode::Spread)));
    Q_EMIT pace->activated(pace->currentIndex());
    EXPECT_EQ(m_panel.policy().pace, retry::PaceMode::Spread);
    EXPECT_GE(edited.count(), 6);
}

TEST_F(RetryPanelTest, whatCannotBeReadIsSaidAndChangesNothing) {
    const auto before = m_panel.policy();
    type("circuit", QStringLiteral("often"));
    EXPECT_EQ(m_panel.policy(), before);
    EXPECT_TRUE(find<QLabel>("policySentence")->text().contains(QStringLiteral("50 % of 5")));
}

TEST_F(RetryPanelTest, presetsFillItIn) {
    const QSignalSpy edited(&m_panel, &RetryPanel::edited);
    choose("policyPreset", QStringLiteral("preset-until-it-works"));
    EXPECT_EQ(m_panel.policy(), workspace::policyPreset("until-it-works")->policy);
    EXPECT_EQ(edited.count(), 1);
    EXPECT_EQ(find<QToolButton>("policyPreset")->text(), QStringLiteral("Until it works ▾"));
    type("longestWait", QStringLiteral("1 min"));
    EXPECT_EQ(find<QToolButton>("policyPreset")->text(), QStringLiteral("own ▾"));
}

TEST_F(RetryPanelTest, thePolicyIsCopiedAsCode) {
    type("attempts", QStringLiteral("7 · 20 %"));
    for (const auto& target : retry::codeTargets()) {
        choose("copyPolicy", QLatin1String("code-") + QLatin1String(target.name));
        EXPECT_EQ(QGuiApplication::clipboard()->text(), target.write(m_panel.policy())) << target.name;
    }
}

TEST_F(RetryPanelTest, theChartFollowsEveryEdit) {
    auto* chart = find<RetryPanelChart>("scheduleChart");
    EXPECT_EQ(chart->preview().size(), 5u);
    type("attempts", QStringLiteral("3 · 20 %"));
    EXPECT_EQ(chart->preview().size(), 3u);
    EXPECT_TRUE(chart->toolTip().contains(QStringLiteral("Attempt 3")));
    const QImage picture = chart->grab().toImage();
    int accent = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            accent += picture.pixelColor(x, y) == m_themes.theme().accent;
    EXPECT_GT(accent, 30) << "the marks of three attempts";
    type("attempts", QStringLiteral("1 · 20 %"));
    EXPECT_TRUE(chart->isHidden()) << "nothing to draw without a retry";
}

TEST_F(RetryPanelTest, theRarerSettingsAreFoldedAwayButNeverWorkUnseen) {
    auto* more = find<QToolButton>("policyMore");
    EXPECT_FALSE(find<QLineEdit>("circuit")->isVisible());
    EXPECT_EQ(more->text(), QStringLiteral("More ▾"));
    more->click();
    EXPECT_TRUE(find<QLineEdit>("circuit")->isVisible());
    EXPECT_EQ(more->text(), QStringLiteral("Less ▴"));
    EXPECT_EQ(m_panel.focusWidget(), find<QComboBox>("pace"));
    type("circuit", QStringLiteral("off"));
    type("hedge", QStringLiteral("800 ms"));
    more->click();
    EXPECT_EQ(more->text(), QStringLiteral("More · 2 changed ▾"));
}

TEST_F(RetryPanelTest, foldedItNeedsNoMoreRoomThanTheComposerHas) {
    EXPECT_LE(m_panel.minimumSizeHint().height(), 148);
    EXPECT_LE(m_panel.minimumSizeHint().width(), 620);
}

TEST_F(RetryPanelTest, aChartThatIsTooLowKeepsTheFirstRowsAndTheLast) {
    choose("policyPreset", QStringLiteral("preset-until-it-works"));
    auto* chart = find<RetryPanelChart>("scheduleChart");
    chart->resize(600, chart->minimumSizeHint().height());
    EXPECT_EQ(chart->shownAttempts(), (std::vector<int>{2, 3, 4, 12}));
    chart->resize(600, chart->sizeHint().height());
    EXPECT_EQ(chart->shownAttempts().size(), 11u);
}

TEST_F(RetryPanelTest, everyFieldHasANameForScreenReaders) {
    for (const auto* field : m_panel.findChildren<QLineEdit*>())
        EXPECT_FALSE(field->accessibleName().isEmpty());
    for (const auto* box : m_panel.findChildren<QComboBox*>())
        EXPECT_FALSE(box->accessibleName().isEmpty());
}

} // namespace
} // namespace knockback::ui
