// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/RequestRun.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

// A run's share of rows that are done as one bar, and under it its answers over time: green ok, amber turned away, grey
// anything else.
class RunChart final : public QWidget {
    Q_OBJECT
public:
    explicit RunChart(ThemeManager& themes, QWidget* parent = nullptr);

    // Null = nothing yet. It outlives its place here.
    void show(const runs::RequestRun* run);
    [[nodiscard]] QSize sizeHint() const override { return {400, 108}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 84}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintShare(QPainter& painter, const QRectF& box) const;
    void paintBars(QPainter& painter, const QRectF& box) const;

    ThemeManager& m_themes;
    const runs::RequestRun* m_run = nullptr;
};

} // namespace knockback::ui
