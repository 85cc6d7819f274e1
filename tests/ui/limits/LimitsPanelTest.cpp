// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"
#include "tests/support/VirtualScheduler.h"
#include "tests/ui/limits/DrawnLimits.h"
#include "ui/limits/BucketCard.h"
#include "ui/limits/BudgetCard.h"
#include "ui/limits/CircuitCard.h"
#include "ui/limits/LimitHistory.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

class Limits : public testing::Test {
protected:
    Limits() {
        panel.resize(290, 660);
        panel.show();
    }
    void showDrawn() {
        now = test::drawnLimits(time.clock().steadyNow());
        time.advance(100ms);
        QCoreApplication::processEvents();
    }

    ThemeManager themes{ThemeKind::Light};
    test::VirtualScheduler time;
    session::LimitsSnapshot now;
    int asked = 0;
    LimitsPanel panel{[this] {
                          ++asked;
                          return now;
                      },
                      time, themes};
};

TEST_F(Limits, SaysSoWhileThereAreNone) {
    EXPECT_TRUE(panel.bucketCards().empty());
    bool said = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        said = said || (label->isVisibleTo(&panel) && label->text().startsWith(QStringLiteral("No limits seen yet")));
    EXPECT_TRUE(said);
}

TEST_F(Limits, OneCardABucketTheEmptyOneOnTop) {
    showDrawn();
    const auto cards = panel.bucketCards();
    ASSERT_EQ(cards.size(), 3U);
    EXPECT_EQ(cards[0]->words().name, QStringLiteral("core"));
    EXPECT_EQ(cards[1]->words().name, QStringLiteral("search"));
    EXPECT_EQ(panel.findChild<BudgetCard*>()->percent(), 78);
    EXPECT_TRUE(panel.findChild<CircuitCard*>()->accessibleName().contains(QStringLiteral("open")));
}

TEST_F(Limits, CountsDownByItself) {
    showDrawn();
    BucketCard* core = panel.bucketCards().front();
    EXPECT_EQ(core->words().countdown, QStringLiteral("00:41"));
    const QImage before = core->grab().toImage();
    time.advance(3s);
    EXPECT_EQ(core->words().countdown, QStringLiteral("00:38"));
    EXPECT_NE(core->grab().toImage(), before);
    EXPECT_TRUE(core->accessibleName().contains(QStringLiteral("00:38")));
}

TEST_F(Limits, AsksTenTimesASecondAndNeverWhileHidden) {
    asked = 0;
    time.advance(2s);
    EXPECT_EQ(asked, 20);
    panel.hide();
    asked = 0;
    time.advance(2s);
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(time.waiting(), 0U);
    panel.show();
    EXPECT_EQ(asked, 1);
}

TEST_F(Limits, ForgetsWhatIsGone) {
    showDrawn();
    now.buckets.erase(now.buckets.begin());
    now.circuits.clear();
    time.advance(100ms);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_EQ(panel.bucketCards().size(), 2U);
    EXPECT_FALSE(panel.findChild<CircuitCard*>());
}

TEST_F(Limits, ACalmCircuitSaysNothing) {
    showDrawn();
    now.circuits[0].state = retry::BreakerState::Closed;
    now.circuits[0].recent = {true, true};
    time.advance(100ms);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_FALSE(panel.findChild<CircuitCard*>());
}

TEST_F(Limits, AClickOrAKeyOpensTheHistory) {
    showDrawn();
    EXPECT_FALSE(panel.findChild<LimitHistory*>()) << "made only when it is asked for";
    QTest::mouseClick(panel.bucketCards()[0], Qt::LeftButton);
    auto* history = panel.findChild<LimitHistory*>();
    ASSERT_TRUE(history);
    EXPECT_TRUE(history->isVisible());
    EXPECT_FALSE(history->isModal());
    EXPECT_TRUE(history->windowTitle().endsWith(QStringLiteral("core")));
    QTest::keyClick(panel.bucketCards()[1], Qt::Key_Space);
    EXPECT_TRUE(history->windowTitle().endsWith(QStringLiteral("search")));
    EXPECT_GT(history->grab().toImage().width(), 100);
}

TEST_F(Limits, Pictures) {
    const QString folder = qEnvironmentVariable("KNOCKBACK_PICTURES");
    if (folder.isEmpty())
        GTEST_SKIP() << "KNOCKBACK_PICTURES names no folder";
    const AppStyle style(*qobject_cast<QApplication*>(QCoreApplication::instance()), themes);
    showDrawn();
    ratelimit::BucketState unknown;
    unknown.key = {"x", QStringLiteral("default"), {}};
    unknown.label = QStringLiteral("api.example");
    now.buckets.push_back(unknown);
    panel.resize(290, 860);
    time.advance(100ms);
    QTest::mouseClick(panel.bucketCards()[2], Qt::LeftButton);
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.choose(choice);
        QCoreApplication::processEvents();
        const QString name = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        QPixmap picture(panel.size() * 2);
        picture.setDevicePixelRatio(2);
        panel.render(&picture);
        EXPECT_TRUE(picture.save(folder + QStringLiteral("/limits-") + name + QStringLiteral(".png")));
        EXPECT_TRUE(panel.findChild<LimitHistory*>()->grab().save(folder + QStringLiteral("/history-") + name +
                                                                  QStringLiteral(".png")));
    }
    qApp->setStyleSheet({});
}

} // namespace
} // namespace knockback::ui
