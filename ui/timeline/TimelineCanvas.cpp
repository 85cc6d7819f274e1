// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineCanvas.h"

#include "ui/painter/TimelinePicture.h"
#include "ui/theme/ThemeManager.h"
#include "ui/timeline/TimelineTip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace knockback::ui {

namespace {
constexpr double rightMargin = 8;
constexpr double selectedRoom = 12;
} // namespace

TimelineCanvas::TimelineCanvas(const TimelineScene& scene, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_scene(scene)
    , m_themes(themes) {
    setObjectName(QStringLiteral("timelineCanvas"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline of attempts and waits"));
    setAccessibleDescription(tr("Tab steps through the attempts, arrow keys move in time, plus and minus zoom."));
    connect(&themes, &ThemeManager::changed, this, &TimelineCanvas::refresh);
}

void TimelineCanvas::refresh() {
    m_layoutFresh = false;
    m_imageFresh = false;
    update();
    // What is under the pointer moves while it is looked at: a place in line, a wait that goes on.
    if (!m_tip.isEmpty() && QToolTip::isVisible() && underMouse())
        showTip(m_tipAt);
}

void TimelineCanvas::scrollTo(int pixels) {
    if (pixels == m_scroll)
        return;
    m_scroll = pixels;
    refresh();
}

QRectF TimelineCanvas::plot() const {
    const PictureGeometry geometry;
    return QRectF(rect()).adjusted(geometry.labelWidth, geometry.rulerHeight, -rightMargin, 0);
}

timeline::TimeAxis TimelineCanvas::axis() const {
    return {m_scene.range, plot().left(), std::max(plot().width(), 1.0)};
}

const timeline::TimelineLayout& TimelineCanvas::layoutNow() {
    ensureLayout();
    return m_layout;
}

void TimelineCanvas::ensureLayout() {
    if (m_layoutFresh)
        return;
    timeline::LayoutRequest request;
    request.axis = axis();
    request.top = plot().top() - m_scroll;
    request.visibleTop = plot().top();
    request.visibleBottom = plot().bottom();
    request.now = m_scene.now.value_or(m_scene.range.end);
    m_layout = timeline::layOut(*m_scene.model, request);
    m_layoutFresh = true;
    const int page = static_cast<int>(plot().height());
    Q_EMIT scrollRangeChanged(std::max(0, static_cast<int>(m_layout.height) - page), page);
}

void TimelineCanvas::ensureImage() {
    ensureLayout();
    const QSize pixels = size() * devicePixelRatioF();
    if (m_imageFresh && m_image.size() == pixels)
        return;
    if (m_image.size() != pixels)
        m_image = QImage(pixels, QImage::Format_RGB32);
    m_image.setDevicePixelRatio(devicePixelRatioF());
    m_image.fill(m_themes.theme().panel);
    QPainter painter(&m_image);
    paintTimeline(painter, {m_themes.theme(), *m_scene.model, m_layout, axis(), m_scene.clock, plot(), m_scene.selected,
                            hasFocus(), m_scene.now});
    m_imageFresh = true;
}

void TimelineCanvas::paintEvent(QPaintEvent*) {
    ensureImage();
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), m_image);
    if (hasFocus() && m_scene.selected.isNull()) {
        painter.setPen(m_themes.theme().accent);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -1, -1));
    }
}

void TimelineCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refresh();
}

void TimelineCanvas::zoomAround(double x, double factor) {
    Q_EMIT stepped(timeline::keptNear(axis().zoomed(x, factor), m_scene.content));
}

void TimelineCanvas::pan(double pixels) {
    Q_EMIT stepped(timeline::keptNear(axis().panned(pixels), m_scene.content));
}

void TimelineCanvas::scrollBy(double pixels) {
    ensureLayout();
    const int most = std::max(0, static_cast<int>(m_layout.height - plot().height()));
    Q_EMIT scrolled(std::clamp(m_scroll + static_cast<int>(pixels), 0, most));
}

void TimelineCanvas::select(const timeline::Bar& bar) {
    const timeline::BarSide& side = m_scene.model->side(bar);
    Q_EMIT selected(side.call, side.attempt);
}

bool TimelineCanvas::selectNeighbour(int step) {
    ensureLayout();
    const auto next = timeline::neighbour(*m_scene.model, m_layout, m_scene.selected, step);
    if (!next)
        return false;
    bringIntoView(next->top - selectedRoom, next->height + 2 * selectedRoom);
    select(next->bar);
    return true;
}

void TimelineCanvas::bringIntoView(std::size_t lane) {
    ensureLayout();
    const auto box = std::find_if(m_layout.lanes.begin(), m_layout.lanes.end(),
                                  [lane](const timeline::LaneBox& each) { return each.lane == lane; });
    if (box != m_layout.lanes.end())
        bringIntoView(box->top, box->height);
}

void TimelineCanvas::bringIntoView(double top, double height) {
    if (top < plot().top())
        scrollBy(top - plot().top());
    else if (top + height > plot().bottom())
        scrollBy(std::min(top + height - plot().bottom(), top - plot().top()));
}

void TimelineCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    refresh();
}

void TimelineCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    refresh();
}

bool TimelineCanvas::focusNextPrevChild(bool next) {
    return selectNeighbour(next ? 1 : -1) || QWidget::focusNextPrevChild(next);
}

void TimelineCanvas::showTip(QPoint at) {
    ensureLayout();
    const QString tip = timelineTip(m_scene, m_layout, axis(), at);
    m_tipAt = at;
    if (std::exchange(m_tip, tip) != tip || tip.isEmpty())
        QToolTip::showText(mapToGlobal(at), tip, this);
}

bool TimelineCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    m_tip.clear();
    showTip(static_cast<QHelpEvent*>(event)->pos());
    return true;
}

} // namespace knockback::ui
