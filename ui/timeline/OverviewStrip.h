// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineLayout.h"
#include "ui/timeline/TimelineScene.h"

#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// The whole session in one strip, and over it the window of what the canvas shows: drag it, pull its edges, or click
// beside it.
class OverviewStrip final : public QWidget {
    Q_OBJECT
public:
    OverviewStrip(const TimelineScene& scene, ThemeManager& themes, QWidget* parent = nullptr);

    // `contentChanged`: not only the window.
    void refresh(bool contentChanged);
    [[nodiscard]] QRectF windowBox() const;
    [[nodiscard]] QSize sizeHint() const override { return {400, 28}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, 28}; }

Q_SIGNALS:
    void stepped(timeline::TimeRange to);
    void leapt(timeline::TimeRange to);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    enum class Grip { None, Left, Right, Middle };
    [[nodiscard]] QRectF strip() const;
    [[nodiscard]] timeline::TimeAxis axis() const;
    [[nodiscard]] Grip gripAt(double x) const;
    void paintColumns(QPainter& painter);

    const TimelineScene& m_scene;
    ThemeManager& m_themes;
    std::vector<timeline::Severity> m_columns;
    bool m_fresh = false;
    Grip m_grip = Grip::None;
    double m_dragFrom = 0;
    timeline::TimeRange m_rangeFrom;
};

} // namespace knockback::ui
