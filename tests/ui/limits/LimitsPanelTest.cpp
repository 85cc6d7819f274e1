// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"
#include "tests/support/VirtualScheduler.h"
#include "tests/ui/limits/DrawnLimits.h"
#include "ui/limits/BucketCard.h"
#include "ui/limits/BudgetCard.h"
#include "ui/limits/CardGrid.h"
#include "ui/limits/CircuitCard.h"
#include "ui/limits/LimitHistory.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QApplication>
#include <QLabel>
#include <QPaintEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <cstdio>

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
        waiting = {{{}, QStringLiteral("core"), 2}};
        time.advance(100ms);
        QCoreApplication::processEvents();
    }

    ThemeManager themes{ThemeKind::Light};
    test::VirtualScheduler time;
    session::LimitsSnapshot now;
    std::vector<WaitingLane> waiting;
    int asked = 0;
    LimitsPanel panel{{[this] {
                           ++asked;
                           return now;
                       },
                       [this] { return waiting; }},
                      time,
                      themes};
};

TEST_F(Limits, SaysSoWhileThereAreNone) {
    EXPECT_TRUE(panel.bucketCards().empty());
    bool said = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        said = said || (label->isVisibleTo(&panel) && label->text().startsWith(QStringLiteral("No limits seen yet")));
    EXPECT_TRUE(said);
}

TEST_F(Limits, OneCardABucketStarvingOnesOnTop) {
    showDrawn();
    const auto cards = panel.bucketCards();
    ASSERT_EQ(cards.size(), 3U);
    EXPECT_EQ(cards[0]->words().name, QStringLiteral("core"));
    EXPECT_EQ(cards[0]->words().tag, QStringLiteral("starving"));
    EXPECT_EQ(cards[0]->words().extra, QStringLiteral("2 calls wait"));
    EXPECT_EQ(cards[1]->words().name, QStringLiteral("graphql points"));
    EXPECT_EQ(cards[1]->words().extra, QStringLiteral("empty in 25:00 at this pace"));
    EXPECT_EQ(cards[2]->words().name, QStringLiteral("search"));
    EXPECT_TRUE(cards[2]->words().tag.isEmpty());
    auto* summary = panel.findChild<QLabel*>(QStringLiteral("limitsSummary"));
    EXPECT_EQ(summary->text(), QStringLiteral("2 starving · 1 circuit open · live"));
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

TEST_F(Limits, AsksWithEveryFrameWhileReadingsComeIn) {
    showDrawn();
    time.advance(2s);
    asked = 0;
    for (int i = 0; i < 60; ++i) {
        now.buckets[0].window.remaining = 27 - i % 9;
        now.buckets[0].readAt += 16ms;
        time.advance(16ms);
    }
    EXPECT_GE(asked, 50);
    asked = 0;
    time.advance(5s);
    EXPECT_LE(asked, 120) << "and calms down afterwards";
}

// Paints of one card's parts.
class PaintWatch : public QObject {
public:
    QRegion painted;
    int times = 0;
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            painted += static_cast<QPaintEvent*>(event)->region();
            ++times;
        }
        return QObject::eventFilter(object, event);
    }
};

TEST_F(Limits, PaintsOnlyWhatChanged) {
    showDrawn();
    PaintWatch core;
    PaintWatch search;
    panel.bucketCards()[0]->installEventFilter(&core);
    panel.bucketCards()[2]->installEventFilter(&search);
    time.advance(300ms);
    QCoreApplication::processEvents();
    EXPECT_EQ(core.times, 0) << "the same second, the same words";
    time.advance(1s);
    QCoreApplication::processEvents();
    core.painted = {};
    core.times = 0;
    time.advance(1s); // a second less in the words, nothing in gauge and chart
    QCoreApplication::processEvents();
    EXPECT_GE(core.times, 1);
    EXPECT_FALSE(core.painted.intersects(QRect(20, 20, 40, 40))) << "the gauge";
    EXPECT_FALSE(core.painted.intersects(QRect(100, 100, 100, 20))) << "the chart";
    search.painted = {};
    now.buckets[0].window.remaining = 26;
    now.buckets[0].readAt += 1s;
    time.advance(100ms);
    QCoreApplication::processEvents();
    EXPECT_TRUE(search.painted.intersects(QRect(20, 20, 40, 40)));
}

// Forty limits, one of which gets a reading with every frame.
TEST_F(Limits, AFramePaintsOnlyTheCardThatChangedAndNothingTwice) {
    const auto begin = time.clock().steadyNow();
    for (int i = 0; i < 40; ++i)
        now.buckets.push_back(test::bucket(QStringLiteral("limit %1").arg(i), 20, 30, 60, begin, 1h));
    panel.resize(1200, 900);
    time.advance(100ms);
    QCoreApplication::processEvents();
    ASSERT_EQ(panel.bucketCards().size(), 40U);
    std::vector<PaintWatch> watches(40);
    PaintWatch ground;
    for (std::size_t i = 0; i < watches.size(); ++i) // by the number in its name
        panel.bucketCards()[i]->installEventFilter(&watches[panel.bucketCards()[i]->words().name.mid(6).toUInt()]);
    panel.installEventFilter(&ground);
    constexpr int frames = 20; // within one second: no countdown ticks
    time.advance(900ms);
    QCoreApplication::processEvents();
    for (auto& watch : watches)
        watch.times = 0;
    ground.times = 0;
    int looks = 0;
    for (int i = 0; i < frames; ++i) {
        auto& busy = now.buckets[7];
        busy.window.remaining = 20 - i % 2;
        busy.readAt += 16ms;
        busy.samples.push_back({busy.readAt, *busy.window.remaining});
        const int before = asked;
        const int painted = watches[7].times;
        time.advance(16ms);
        if (asked == before)
            continue; // it slept until now
        ++looks;
        EXPECT_EQ(asked, before + 1);
        EXPECT_TRUE(QTest::qWaitFor([&] { return watches[7].times > painted; }));
    }
    int others = 0;
    for (std::size_t i = 0; i < watches.size(); ++i)
        others += i == 7 ? 0 : watches[i].times;
    EXPECT_LE(watches[7].times, looks + 1) << "once a frame; one may be left from before";
    EXPECT_GE(looks, frames / 2);
    EXPECT_LE(others, 39 * 1) << "a countdown may have ticked once";
    EXPECT_LE(ground.times, 1);
}

TEST_F(Limits, AStarvingOneIsReachedFromTheTopBar) {
    panel.activateWindow();
    showDrawn();
    panel.goToTop();
    EXPECT_EQ(panel.focusWidget(), panel.bucketCards().front());
}

TEST_F(Limits, CircuitsAreOpenedAndClosedByHand) {
    showDrawn();
    QSignalSpy opened(&panel, &LimitsPanel::openCircuitWanted);
    QSignalSpy closed(&panel, &LimitsPanel::closeCircuitWanted);
    auto* button = panel.findChild<QPushButton*>(QStringLiteral("circuitButton"));
    EXPECT_EQ(button->text(), QStringLiteral("Close"));
    EXPECT_EQ(button->accessibleName(), QStringLiteral("Close the circuit of api.github.com"));
    QTest::keyClick(button, Qt::Key_Space);
    ASSERT_EQ(closed.count(), 1);
    EXPECT_EQ(closed[0][0].toString(), QStringLiteral("api.github.com"));
    now.circuits[0].state = retry::BreakerState::Closed;
    time.advance(100ms);
    EXPECT_EQ(button->text(), QStringLiteral("Open by hand"));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(opened.count(), 1);
}

TEST_F(Limits, ThePageShowsCalmCircuitsTooInAsManyColumnsAsFit) {
    LimitsPanel page({[this] { return now; }, [this] { return waiting; }}, time, themes, LimitsPanel::Place::Page);
    page.resize(1000, 700);
    page.show();
    showDrawn();
    now.circuits[0].state = retry::BreakerState::Closed;
    now.circuits[0].recent = {true, true};
    time.advance(100ms);
    QCoreApplication::processEvents();
    EXPECT_TRUE(page.findChild<CircuitCard*>());
    EXPECT_EQ(page.findChild<CardGrid*>()->columns(), 3);
    EXPECT_EQ(page.bucketCards()[0]->y(), page.bucketCards()[2]->y()) << "side by side";
    EXPECT_FALSE(page.findChild<QToolButton*>(QStringLiteral("limitsToPage")));
    EXPECT_EQ(panel.findChild<CardGrid*>()->columns(), 1);
}

TEST_F(Limits, PrintsWhatSixtyReadingsASecondCost) {
    showDrawn();
    constexpr int frames = 300;
    const auto begin = base::systemClock().steadyNow();
    base::Nanoseconds worst{0};
    for (int i = 0; i < frames; ++i) {
        for (auto& bucket : now.buckets) {
            bucket.window.remaining = i % 27;
            bucket.readAt += 16ms;
            bucket.samples.push_back({bucket.readAt, static_cast<double>(i % 27)});
            if (bucket.samples.size() > 64)
                bucket.samples.erase(bucket.samples.begin());
        }
        const auto from = base::systemClock().steadyNow();
        time.advance(16ms);
        QCoreApplication::processEvents();
        worst = std::max(worst, base::systemClock().steadyNow() - from);
    }
    const auto took = base::systemClock().steadyNow() - begin;
    const double each = std::chrono::duration<double, std::milli>(took).count() / frames;
    std::printf("three gauges, 60 readings a second: %.2f ms a frame on average, %.2f ms at worst (a frame has 16.7)\n",
                each, std::chrono::duration<double, std::milli>(worst).count());
    EXPECT_GE(asked, frames / 2);
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
    QTest::keyClick(panel.bucketCards()[2], Qt::Key_Space);
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
    auto learned = test::bucket(QStringLiteral("api.plain.example"), 7, 9.5, 1, time.clock().steadyNow(), 1s);
    learned.learned = true;
    learned.resetAt.reset();
    for (std::size_t i = 0; i < learned.samples.size(); ++i)
        learned.samples[i].remaining = 7 + static_cast<double>(i % 5) / 2;
    now.buckets.push_back(learned);
    auto conflicting = test::bucket(QStringLiteral("account"), 312, 700, 60, time.clock().steadyNow(), 41s);
    conflicting.window.conflict = QStringLiteral("X-RateLimit-Remaining says 640");
    now.buckets.push_back(conflicting);
    ratelimit::BucketState unlimited;
    unlimited.key = {"y", QStringLiteral("pulls"), {}};
    unlimited.label = QStringLiteral("pulls");
    unlimited.window.limit = 1e15;
    now.buckets.push_back(unlimited);
    retry::CircuitView closed{QStringLiteral("ledger.example"), retry::BreakerState::Closed, {}, {true, false, true}};
    closed.failureRate = 0.33;
    closed.outcomes = 3;
    closed.failures = 1;
    closed.failureShare = 0.5;
    closed.minimum = 5;
    closed.slowShare = 0.8;
    closed.slowRate = 0.1;
    auto byHand = now.circuits[0];
    byHand.lane = QStringLiteral("feed.example");
    byHand.byHand = true;
    byHand.waiting = 3;
    now.circuits[0].failureRate = 0.4;
    now.circuits[0].outcomes = 10;
    now.circuits[0].failureShare = 0.5;
    now.circuits.push_back(closed);
    now.circuits.push_back(byHand);
    now.buckets[0].window.source = QStringLiteral("x-ratelimit-limit, x-ratelimit-remaining");
    now.buckets[1].exhaustion = ratelimit::Exhaustion{*now.buckets[1].exhaustedAt, *now.buckets[1].exhaustedAt - 8min,
                                                      *now.buckets[1].exhaustedAt + 15min};
    panel.resize(290, 1640);
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
