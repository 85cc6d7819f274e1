// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Countdown.h"

#include <algorithm>

namespace knockback::ui {

namespace {
constexpr base::Nanoseconds period = base::Milliseconds(100);
}

QString countdownText(base::Nanoseconds left) {
    const auto seconds = std::chrono::ceil<base::Seconds>(std::max(left, base::Nanoseconds(0))).count();
    const auto two = [](long long number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const QString tail = two(seconds / 60 % 60) + QLatin1Char(':') + two(seconds % 60);
    return seconds < 3600 ? tail : QString::number(seconds / 3600) + QLatin1Char(':') + tail;
}

Countdown::Countdown(base::Scheduler& scheduler, QObject* parent) : QObject(parent), m_scheduler(scheduler) {}

void Countdown::start(base::SteadyTime due) {
    m_due = due;
    m_text = countdownText(left());
    arm();
}

void Countdown::stop() {
    m_timer.cancel();
    m_due.reset();
}

base::Nanoseconds Countdown::left() const {
    return *m_due - m_scheduler.clock().steadyNow();
}

void Countdown::arm() {
    m_timer = m_scheduler.after(std::clamp(left(), base::Nanoseconds(0), period), [this] { tick(); });
}

void Countdown::tick() {
    const bool over = left() <= base::Nanoseconds(0);
    const QString text = countdownText(left());
    const bool differs = std::exchange(m_text, text) != text;
    if (over)
        m_due.reset();
    else
        arm();
    if (differs)
        Q_EMIT changed(text);
    if (over)
        Q_EMIT elapsed();
}

} // namespace knockback::ui
