// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
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

// What the bars add up to, in sentences: time to the first byte, whether the connection was there before, bytes.
[[nodiscard]] std::vector<std::pair<QString, QString>> timingFacts(const http::Attempt& attempt);

// A bar for each phase of an attempt where it lay in time, with its length, over a scale; below what they add up to.
class TimingView final : public QWidget {
    Q_OBJECT
public:
    explicit TimingView(ThemeManager& themes, QWidget* parent = nullptr);

    void setAttempt(const http::Attempt& attempt);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintScale(QPainter& painter, const QRect& bars) const;
    void paintPhase(QPainter& painter, const PhaseBar& phase, int y, const QRect& bars) const;
    void paintFacts(QPainter& painter, int y) const;
    [[nodiscard]] double xOf(base::Microseconds time, const QRect& bars) const;

    ThemeManager& m_themes;
    std::vector<PhaseBar> m_phases;
    std::vector<std::pair<QString, QString>> m_facts;
    base::Microseconds m_whole{1}; // that the bars' width stands for
};

} // namespace knockback::ui
