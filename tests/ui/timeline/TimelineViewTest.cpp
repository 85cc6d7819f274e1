// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineView.h"
#include "tests/ui/timeline/JournalScript.h"
#include "ui/theme/ThemeManager.h"
#include "ui/timeline/OverviewStrip.h"
#include "ui/timeline/TimelineCanvas.h"

#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedLayout>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;

class TimelineWindow : public testing::Test {
protected:
    TimelineWindow() {
        view.resize(900, 320);
        view.show();
    }
    void play() {
        marked = test::drawnScript(script);
        script.play(journal, time, 110s);
        time.advance(200ms);
    }
    TimelineCanvas& canvas() { return *view.findChild<TimelineCanvas*>(); }
    OverviewStrip& overview() { return *view.findChild<OverviewStrip*>(); }
    double at(base::Nanoseconds offset) { return canvas().axis().x(begin + offset); }
    void wheel(QPointF where, int notches, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(where, canvas().mapToGlobal(where), {}, {0, notches * 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas(), &event);
    }

    ThemeManager themes{ThemeKind::Light};
    test::VirtualScheduler time;
    SteadyTime begin = time.clock().steadyNow();
    journal::Journal journal{time.clock()};
    test::JournalScript script;
    base::AttemptId marked;
    TimelineView view{journal, time, themes};
};

TEST_F(TimelineWindow, SaysWhatToDoWhileItIsEmpty) {
    EXPECT_FALSE(canvas().isVisible());
    bool said = false;
    for (const QLabel* label : view.findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QStringLiteral("Ctrl+Enter")));
    EXPECT_TRUE(said);
    play();
    EXPECT_TRUE(canvas().isVisible());
}

TEST_F(TimelineWindow, FollowsNowWhileSomethingIsLive) {
    play();
    ASSERT_TRUE(view.scene().now.has_value());
    EXPECT_NEAR(canvas().axis().x(*view.scene().now), canvas().axis().left + canvas().axis().width * 0.9, 1.5);
    const auto before = *view.scene().now;
    time.advance(5s);
    EXPECT_NEAR(static_cast<double>((*view.scene().now - before).count()), 5e9, 1e8) << "a wait is running";
}

TEST_F(TimelineWindow, WhatIsSentIsScrolledIntoViewUnlessTheUserIsAtIt) {
    const auto send = [&](int lane) {
        test::JournalScript one;
        one.call(0ms, QStringLiteral("bucket %1").arg(lane), 200);
        one.play(journal, time, 200ms);
        time.advance(500ms);
        QCoreApplication::processEvents();
    };
    const auto isVisible = [&](std::size_t lane) {
        for (const auto& box : canvas().layoutNow().lanes)
            if (box.lane == lane)
                return box.top >= 0 && box.top + box.height <= canvas().height();
        return false;
    };
    for (int lane = 0; lane < 12; ++lane)
        send(lane);
    EXPECT_TRUE(isVisible(11));
    EXPECT_FALSE(isVisible(0));
    send(0);
    EXPECT_TRUE(isVisible(0));
    send(11);
    canvas().setFocus();
    send(0);
    EXPECT_FALSE(isVisible(0)) << "who steps through the lanes is not moved";
}

TEST_F(TimelineWindow, StandsStillWhenNothingIsLive) {
    script.call(1s, QStringLiteral("core"), 200);
    script.play(journal, time, 2s);
    time.advance(1s);
    const auto before = *view.scene().now;
    EXPECT_EQ(before, begin + 1182ms);
    time.advance(1min);
    EXPECT_EQ(*view.scene().now, before);
    EXPECT_LE(time.waiting(), 1U);
}

TEST_F(TimelineWindow, AsksNothingOfTheJournalWhileHidden) {
    play();
    view.hide();
    EXPECT_EQ(time.waiting(), 0U);
    const auto before = *view.scene().now;
    time.advance(10s);
    EXPECT_EQ(*view.scene().now, before);
    view.show();
    EXPECT_GT(*view.scene().now, before);
}

TEST_F(TimelineWindow, WheelZoomsAroundThePointer) {
    play();
    const double x = at(42s);
    const auto under = canvas().axis().time(x);
    const auto span = canvas().axis().range.span();
    wheel({x, 80}, 3);
    EXPECT_LT(canvas().axis().range.span(), span);
    EXPECT_NEAR(canvas().axis().x(under), x, 0.5);
    wheel({x, 80}, -3);
    EXPECT_NEAR(static_cast<double>(canvas().axis().range.span().count()), static_cast<double>(span.count()), 1e6);
    EXPECT_EQ(view.viewRange().mode(), ViewRange::Mode::Free);
}

TEST_F(TimelineWindow, DragPansAndDoesNotSelect) {
    play();
    QSignalSpy selected(&view, &TimelineView::attemptSelected);
    const double x = at(18s) + 5;
    const auto from = QPoint(static_cast<int>(x), 50);
    const auto before = canvas().axis().time(from.x());
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas(), from + QPoint(60, 0));
    QTest::mouseMove(&canvas(), from + QPoint(120, 0));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from + QPoint(120, 0));
    EXPECT_NEAR(canvas().axis().x(before), from.x() + 120, 1);
    EXPECT_EQ(selected.size(), 0);
}

TEST_F(TimelineWindow, ClickSelectsAnAttemptAndAgainBesideItNone) {
    play();
    QSignalSpy selected(&view, &TimelineView::attemptSelected);
    const auto y = static_cast<int>(canvas().layoutNow().lanes[0].top) + 18;
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, QPoint(static_cast<int>(at(86s)) + 8, y));
    ASSERT_EQ(selected.size(), 1);
    EXPECT_EQ(selected[0][1].value<base::AttemptId>(), marked);
    EXPECT_EQ(view.scene().selected, marked);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, QPoint(static_cast<int>(at(13s)) + 20, y));
    ASSERT_EQ(selected.size(), 2);
    EXPECT_TRUE(view.scene().selected.isNull());
}

TEST_F(TimelineWindow, TabStepsThroughEveryAttemptAndThenLeaves) {
    play();
    view.showEverything();
    view.activateWindow();
    canvas().setFocus();
    QSignalSpy selected(&view, &TimelineView::attemptSelected);
    int steps = 0;
    for (; steps < 100; ++steps) {
        const auto before = selected.size();
        QTest::keyClick(&canvas(), Qt::Key_Tab);
        if (selected.size() == before)
            break;
    }
    EXPECT_EQ(steps, 22) << "6 core, 9 search, 5 ledger, 2 feed";
    EXPECT_TRUE(canvas().accessibleDescription().contains(QStringLiteral("403 WAF")))
        << canvas().accessibleDescription().toStdString();
}

TEST_F(TimelineWindow, KeysMoveZoomAndReturn) {
    play();
    canvas().setFocus();
    const auto followed = canvas().axis().range;
    QTest::keyClick(&canvas(), Qt::Key_Left);
    EXPECT_LT(canvas().axis().range.begin, followed.begin);
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    EXPECT_LT(canvas().axis().range.span(), followed.span());
    QTest::keyClick(&canvas(), Qt::Key_Minus);
    QTest::keyClick(&canvas(), Qt::Key_0);
    EXPECT_EQ(view.viewRange().mode(), ViewRange::Mode::Following);
    EXPECT_EQ(canvas().axis().range.span(), followed.span());
    EXPECT_NEAR(static_cast<double>((canvas().axis().range.end - followed.end).count()), 0, 2e7) << "one frame at most";
    QTest::keyClick(&canvas(), Qt::Key_F);
    EXPECT_EQ(view.viewRange().mode(), ViewRange::Mode::Everything);
    EXPECT_LE(canvas().axis().range.begin, begin + 2s);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTest::keyClick(&canvas(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_LE(canvas().axis().range.begin, begin + 2s) << "back from where one had gone";
}

TEST_F(TimelineWindow, MenusAndButtonsDoWhatTheySay) {
    play();
    auto* range = view.findChild<QToolButton*>(QStringLiteral("timelineRange"));
    EXPECT_EQ(range->text(), QStringLiteral("last 2 min ▾"));
    range->menu()->actions().first()->trigger();
    EXPECT_EQ(range->text(), QStringLiteral("last 10 s ▾"));
    EXPECT_EQ(canvas().axis().range.span(), 10s);
    QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("timelineFit")), Qt::LeftButton);
    EXPECT_EQ(range->text(), QStringLiteral("everything ▾"));
    QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("timelineZoomIn")), Qt::LeftButton);
    EXPECT_EQ(range->text(), QStringLiteral("free range ▾"));

    view.findChild<QToolButton*>(QStringLiteral("timelineGrouping"))->menu()->actions().last()->trigger();
    ASSERT_EQ(view.scene().model->lanes().size(), 1U);
    EXPECT_EQ(view.scene().model->lanes()[0].name, QStringLiteral("Search repositories"));
}

TEST_F(TimelineWindow, OverviewWindowIsDragged) {
    play();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&canvas(), Qt::Key_Plus);
    const QRectF box = overview().windowBox();
    const auto before = canvas().axis().range;
    const QPoint grip = box.center().toPoint();
    QTest::mousePress(&overview(), Qt::LeftButton, {}, grip);
    QTest::mouseMove(&overview(), grip - QPoint(100, 0));
    QTest::mouseRelease(&overview(), Qt::LeftButton, {}, grip - QPoint(100, 0));
    EXPECT_EQ(canvas().axis().range.span(), before.span());
    EXPECT_NEAR(overview().windowBox().left(), box.left() - 100, 1.5);
    QTest::mouseClick(&overview(), Qt::LeftButton, {}, QPoint(300, 12));
    EXPECT_NEAR(overview().windowBox().center().x(), 300, 2) << "a click beside it brings it there";
}

TEST_F(TimelineWindow, ScrollsLanesThatHaveNoRoom) {
    for (int i = 0; i < 20; ++i)
        script.call(1s, QStringLiteral("lane %1").arg(i), 200);
    script.play(journal, time, 2s);
    time.advance(1s);
    canvas().grab();
    QCoreApplication::sendPostedEvents();
    auto* bar = view.findChild<QScrollBar*>();
    ASSERT_TRUE(bar->isVisible());
    bar->setValue(0);
    wheel({300, 100}, -2, Qt::ControlModifier);
    EXPECT_EQ(bar->value(), 88);
    EXPECT_LT(canvas().layoutNow().lanes[0].top, 0);
}

TEST_F(TimelineWindow, PaintsAgainOnlyWhatChanged) {
    play();
    const QImage light = canvas().grab().toImage();
    EXPECT_EQ(canvas().grab().toImage(), light);
    themes.choose(ThemeChoice::Dark);
    EXPECT_NE(canvas().grab().toImage(), light);
}

} // namespace
} // namespace knockback::ui
