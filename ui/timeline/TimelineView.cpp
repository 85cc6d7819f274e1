// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineView.h"

#include "ui/theme/ThemeManager.h"
#include "ui/timeline/OverviewStrip.h"
#include "ui/timeline/TimelineCanvas.h"
#include "ui/timeline/TimelineHeader.h"
#include "ui/timeline/TimelineTip.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QAccessible>
#include <QDateTime>
#include <QFrame>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr base::Milliseconds framePeriod(16);
constexpr base::Milliseconds idlePeriod(80);

} // namespace

TimelineView::TimelineView(const journal::Journal& journal, base::Scheduler& scheduler, ThemeManager& themes,
                           QWidget* parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_feed(journal)
    , m_header(new TimelineHeader(themes, this))
    , m_overview(new OverviewStrip(m_scene, themes, this))
    , m_canvas(new TimelineCanvas(m_scene, themes, this))
    , m_scrollBar(new QScrollBar(Qt::Vertical, this)) {
    setObjectName(QStringLiteral("timeline"));
    setRole(this, "panel");
    m_scene.model = &m_feed.model();
    layOutChildren();
    m_stack->insertWidget(
        0, new EmptyState(themes, QStringLiteral("timeline"), tr("Nothing sent yet – press Ctrl+Enter"), {}, this));
    m_stack->setCurrentIndex(0);
    connectChildren();
    m_header->showRange(m_range);
}

void TimelineView::layOutChildren() {
    auto* lanes = new QHBoxLayout;
    lanes->setContentsMargins(0, 0, 0, 0);
    lanes->setSpacing(0);
    lanes->addWidget(m_canvas, 1);
    lanes->addWidget(m_scrollBar);
    m_scrollBar->hide();
    auto* body = new QWidget(this);
    auto* bodyColumn = new QVBoxLayout(body);
    bodyColumn->setContentsMargins(0, 0, 0, 0);
    bodyColumn->setSpacing(0);
    bodyColumn->addWidget(m_overview);
    bodyColumn->addLayout(lanes, 1);

    auto* rule = new QFrame(this);
    setRole(rule, "rule");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(rule);
    m_stack = new QStackedLayout;
    m_stack->addWidget(body);
    column->addLayout(m_stack, 1);
}

void TimelineView::connectChildren() {
    connect(m_header, &TimelineHeader::followChosen, this, &TimelineView::showLast);
    connect(m_header, &TimelineHeader::everythingChosen, this, &TimelineView::showEverything);
    connect(m_header, &TimelineHeader::zoomed, this, [this](double factor) {
        const auto axis = m_canvas->axis();
        m_range.leap(timeline::keptNear(axis.zoomed(axis.left + axis.width / 2, factor), m_scene.content));
        moved();
    });
    connect(m_header, &TimelineHeader::groupingChosen, this, [this](timeline::Grouping grouping) {
        m_feed.regroup(grouping);
        m_followed.reset();
        frame();
    });
    const auto step = [this](timeline::TimeRange to) {
        m_range.step(to);
        moved();
    };
    connect(m_canvas, &TimelineCanvas::stepped, this, step);
    connect(m_overview, &OverviewStrip::stepped, this, step);
    connect(m_overview, &OverviewStrip::leapt, this, [this](timeline::TimeRange to) {
        m_range.leap(to);
        moved();
    });
    connect(m_canvas, &TimelineCanvas::followed, this, [this] { showLast(m_range.followSpan()); });
    connect(m_canvas, &TimelineCanvas::fitted, this, &TimelineView::showEverything);
    connect(m_canvas, &TimelineCanvas::wentBack, this, [this] {
        if (m_range.back())
            moved();
    });
    connect(m_canvas, &TimelineCanvas::wentForward, this, [this] {
        if (m_range.forward())
            moved();
    });
    connect(m_canvas, &TimelineCanvas::selected, this, &TimelineView::choose);
    connect(m_canvas, &TimelineCanvas::scrolled, m_scrollBar, &QScrollBar::setValue);
    connect(
        m_canvas, &TimelineCanvas::scrollRangeChanged, this,
        [this](int most, int page) {
            m_scrollBar->setPageStep(page);
            m_scrollBar->setRange(0, most);
            m_scrollBar->setVisible(most > 0);
        },
        Qt::QueuedConnection);
    connect(m_scrollBar, &QScrollBar::valueChanged, m_canvas, &TimelineCanvas::scrollTo);
}

void TimelineView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    frame();
}

void TimelineView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_next.cancel();
}

void TimelineView::frame() {
    const bool added = m_feed.pull();
    const bool live = m_feed.model().live(m_scheduler.clock().steadyNow());
    // One more refresh after the last live moment, so that the line stands where it ended.
    if (added || live || m_wasLive)
        refresh(added || live);
    if (added)
        followLane();
    m_wasLive = live;
    const bool behind = m_feed.lastSequence() != 0 && added;
    m_next = m_scheduler.after(live || behind ? framePeriod : idlePeriod, [this] { frame(); });
}

// What was just sent must not happen below the edge; but who points at the lanes or steps through them is not moved.
void TimelineView::followLane() {
    const auto lane = m_feed.model().newestLane();
    if (m_past || !lane || lane == m_followed || m_canvas->underMouse() || m_canvas->hasFocus())
        return;
    m_followed = lane;
    // After the scroll bar has got the range that the lane is in.
    static_cast<void>(m_canvas->layoutNow());
    QMetaObject::invokeMethod(
        m_canvas, [this, lane] { m_canvas->bringIntoView(*lane); }, Qt::QueuedConnection);
}

void TimelineView::refresh(bool contentChanged) {
    const timeline::TimelineModel& model = m_feed.model();
    const auto bounds = model.bounds();
    m_stack->setCurrentIndex(bounds ? 1 : 0);
    if (!bounds)
        return;
    const auto clockNow = m_scheduler.clock().steadyNow();
    if (model.live(clockNow))
        m_scene.now = clockNow;
    else
        m_scene.now = std::max(m_scene.now.value_or(bounds->end), bounds->end);
    m_scene.content = {bounds->begin, std::max(bounds->end, *m_scene.now)};
    m_scene.clock = model.clock();
    const auto wall = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(m_scene.clock.wall));
    m_scene.clock.utcOffset = base::Seconds(wall.offsetFromUtc());
    m_scene.places = m_places ? m_places() : nullptr;
    m_range.update(m_scene.content, *m_scene.now);
    if (m_past)
        m_scene.now.reset();
    m_scene.range = m_range.range();
    m_canvas->refresh();
    m_overview->refresh(contentChanged);
}

void TimelineView::moved() {
    m_header->showRange(m_range);
    refresh(false);
}

void TimelineView::showLast(base::Nanoseconds span) {
    m_range.follow(span);
    moved();
}

void TimelineView::showEverything() {
    m_range.showEverything();
    moved();
}

void TimelineView::selectAttempt(base::AttemptId attempt) {
    if (attempt == m_scene.selected)
        return;
    m_scene.selected = attempt;
    m_canvas->refresh();
}

void TimelineView::choose(base::CallId call, base::AttemptId attempt) {
    if (attempt == m_scene.selected)
        return;
    selectAttempt(attempt);
    for (const timeline::Span& span : m_canvas->layoutNow().spans)
        if (span.kind == timeline::SpanKind::Attempt && m_scene.model->side(span.bar).attempt == attempt)
            m_canvas->setAccessibleDescription(attemptSentence(m_scene, span.bar, span.lane));
    QAccessibleEvent told(m_canvas, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    Q_EMIT attemptSelected(call, attempt);
}

} // namespace knockback::ui
