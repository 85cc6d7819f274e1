// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTimer>

namespace knockback::bench {

// What a busy window does to its thread: paints for 6 ms sixty times a second and blocks for 40 ms twice a second.
// Needs the thread's event loop.
class WindowLoad {
public:
    WindowLoad();

private:
    void paint(double seconds);

    QImage m_picture{1600, 900, QImage::Format_RGB32};
    QTimer m_frames;
    QTimer m_blocks;
};

} // namespace knockback::bench
