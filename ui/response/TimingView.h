// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Timing.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <vector>

namespace knockback::ui {

// One bar of the timing picture.
struct PhaseBar {
    QString name;
    base::Microseconds start{0};
    base::Microseconds length{0};
    bool happened = false; // a reused connection has no dns, connect and tls
    QString note;          // what the phase is
};

// The phases one after the other, as they went.
[[nodiscard]] std::vector<PhaseBar> phasesOf(const http::Timing& timing);

// A bar for each phase of an attempt, with its number.
class TimingView final : public QWidget {
    Q_OBJECT
public:
    explicit TimingView(ThemeManager& themes, QWidget* parent = nullptr);

    void setTiming(const http::Timing& timing);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintPhase(QPainter& painter, const PhaseBar& phase, int y, int barLeft, int barWidth) const;

    ThemeManager& m_themes;
    std::vector<PhaseBar> m_phases;
    base::Microseconds m_total{0};
};

} // namespace knockback::ui
