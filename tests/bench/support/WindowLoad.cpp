// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/WindowLoad.h"

#include "tests/bench/support/Usage.h"

#include <QPainter>

namespace knockback::bench {

WindowLoad::WindowLoad() {
    m_frames.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_frames, &QTimer::timeout, &m_frames, [this] { paint(0.006); });
    QObject::connect(&m_blocks, &QTimer::timeout, &m_blocks, [this] { paint(0.040); });
    m_frames.start(16);
    m_blocks.start(500);
}

void WindowLoad::paint(double seconds) {
    const double until = wallSeconds() + seconds;
    QPainter painter(&m_picture);
    for (int i = 0; wallSeconds() < until; ++i)
        painter.fillRect(i % 1500, (i * 7) % 850, 100, 50, QColor::fromRgb(static_cast<unsigned>(i) * 2654435761U));
}

} // namespace knockback::bench
