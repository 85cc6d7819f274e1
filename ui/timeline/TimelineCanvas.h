// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/HitTest.h"
#include "ui/timeline/TimelineScene.h"

#include <QImage>
#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// Ruler and lanes: painted into an image that is kept until something in it changes, and the input on them. Knows no
// journal and no clock.
class TimelineCanvas final : public QWidget {
    Q_OBJECT
public:
    TimelineCanvas(const TimelineScene& scene, ThemeManager& themes, QWidget* parent = nullptr);

    // The scene is not what it was.
    void refresh();
    void scrollTo(int pixels);
    // Scrolls a lane of the model into view.
    void bringIntoView(std::size_t lane);
    [[nodiscard]] timeline::TimeAxis axis() const;
    [[nodiscard]] const timeline::TimelineLayout& layoutNow();
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 24 + 44}; }
    [[nodiscard]] QSize sizeHint() const override { return {800, 24 + 4 * 44}; }

Q_SIGNALS:
    void stepped(timeline::TimeRange to); // by wheel, drag or key
    void followed();                      // back to now
    void fitted();
    void wentBack();
    void wentForward();
    void selected(base::CallId call, base::AttemptId attempt); // null ids: nothing
    // How far the lanes can be scrolled down.
    void scrollRangeChanged(int most, int page);
    void scrolled(int pixels);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    void ensureLayout();
    void ensureImage();
    void zoomAround(double x, double factor);
    void pan(double pixels);
    void scrollBy(double pixels);
    void select(const timeline::Bar& bar);
    bool selectNeighbour(int step);
    void showTip(QPoint at);
    void bringIntoView(double top, double height);

    const TimelineScene& m_scene;
    ThemeManager& m_themes;
    timeline::TimelineLayout m_layout;
    QImage m_image;
    bool m_layoutFresh = false;
    bool m_imageFresh = false;
    int m_scroll = 0;
    QPointF m_dragFrom;
    bool m_pressed = false;
    bool m_dragging = false;
    QPoint m_tipAt; // of the tool tip that is shown
    QString m_tip;
};

} // namespace knockback::ui
