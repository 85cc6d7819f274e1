// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/OverviewStrip.h"

#include "ui/painter/TimelinePicture.h"
#include "ui/theme/ThemeManager.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr double pitch = 4; // a mark of two pixels, and air
constexpr double edge = 4;  // how near a window's edge is its handle

} // namespace

OverviewStrip::OverviewStrip(const TimelineScene& scene, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_scene(scene)
    , m_themes(themes) {
    setObjectName(QStringLiteral("timelineOverview"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setAccessibleName(tr("Overview of the whole session"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void OverviewStrip::refresh(bool contentChanged) {
    m_fresh = m_fresh && !contentChanged;
    update();
}

QRectF OverviewStrip::strip() const {
    return QRectF(rect()).adjusted(PictureGeometry().labelWidth, 4, -8, -4);
}

timeline::TimeAxis OverviewStrip::axis() const {
    return {m_scene.content, strip().left(), std::max(strip().width(), 1.0)};
}

QRectF OverviewStrip::windowBox() const {
    const QRectF whole = strip();
    const double left = std::clamp(axis().x(m_scene.range.begin), whole.left(), whole.right());
    const double right = std::clamp(axis().x(m_scene.range.end), whole.left(), whole.right());
    return {left, whole.top(), std::max(right - left, 2.0), whole.height()};
}

void OverviewStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(strip().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QColor veil = theme.accent;
    veil.setAlphaF(theme.kind == ThemeKind::Dark ? 0.22F : 0.16F);
    painter.setPen(QPen(mixed(theme.accent, theme.panel, 0.5)));
    painter.setBrush(veil);
    painter.drawRoundedRect(windowBox().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintColumns(painter);
}

void OverviewStrip::paintColumns(QPainter& painter) {
    const QRectF whole = strip();
    const auto count = static_cast<std::size_t>(std::max(0.0, whole.width() / pitch));
    if (!m_fresh || m_columns.size() != count) {
        m_columns = timeline::overview(*m_scene.model, m_scene.content, count, m_scene.content.end);
        m_fresh = true;
    }
    const Theme& theme = m_themes.theme();
    for (std::size_t i = 0; i < count; ++i) {
        const timeline::Severity severity = m_columns[i];
        if (severity <= timeline::Severity::Wait)
            continue;
        // Failures stand out by height as well as by colour.
        const double height = timeline::isFailure(severity) ? 12 : 6;
        const double x = whole.left() + static_cast<double>(i) * pitch + 1;
        painter.fillRect(QRectF(x, whole.center().y() + 6 - height, 2, height),
                         theme.cause(timeline::causeOf(severity)).mark);
    }
}

OverviewStrip::Grip OverviewStrip::gripAt(double x) const {
    const QRectF window = windowBox();
    if (std::abs(x - window.left()) <= edge && window.width() > 4 * edge)
        return Grip::Left;
    if (std::abs(x - window.right()) <= edge && window.width() > 4 * edge)
        return Grip::Right;
    return x >= window.left() - edge && x <= window.right() + edge ? Grip::Middle : Grip::None;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x();
    m_grip = gripAt(x);
    if (m_grip == Grip::None) {
        const auto half = m_scene.range.span() / 2;
        const auto middle = axis().time(x);
        Q_EMIT leapt(timeline::keptNear({middle - half, middle + half}, m_scene.content));
        m_grip = Grip::Middle;
    }
    m_dragFrom = x;
    m_rangeFrom = m_scene.range;
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (m_grip == Grip::None) {
        const Grip over = gripAt(x);
        setCursor(over == Grip::None     ? Qt::PointingHandCursor
                  : over == Grip::Middle ? Qt::OpenHandCursor
                                         : Qt::SizeHorCursor);
        return;
    }
    const auto shift = axis().time(x) - axis().time(m_dragFrom);
    timeline::TimeRange to = m_rangeFrom;
    if (m_grip != Grip::Right)
        to.begin += shift;
    if (m_grip != Grip::Left)
        to.end += shift;
    if (to.span() < timeline::shortestSpan)
        return;
    Q_EMIT stepped(m_grip == Grip::Middle ? timeline::keptNear(to, m_scene.content) : to);
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*) {
    m_grip = Grip::None;
}

} // namespace knockback::ui
