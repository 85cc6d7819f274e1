// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ViewRange.h"

#include <algorithm>

namespace knockback::ui {

using timeline::TimeRange;

void ViewRange::follow(base::Nanoseconds span) {
    m_span = span;
    m_mode = Mode::Following;
}

void ViewRange::step(TimeRange to) {
    if (m_mode == Mode::Free)
        m_zoom.adjust(to);
    else
        m_zoom.leap(to);
    m_mode = Mode::Free;
}

void ViewRange::leap(TimeRange to) {
    m_mode = Mode::Free;
    m_zoom.leap(to);
}

bool ViewRange::back() {
    if (!m_zoom.back())
        return false;
    m_mode = Mode::Free;
    return true;
}

bool ViewRange::forward() {
    if (!m_zoom.forward())
        return false;
    m_mode = Mode::Free;
    return true;
}

void ViewRange::update(TimeRange content, base::SteadyTime now) {
    if (m_mode == Mode::Following) {
        // A tenth of the picture is the future: waits reach into it.
        m_zoom.adjust({now - m_span * 9 / 10, now + m_span / 10});
    } else if (m_mode == Mode::Everything) {
        const auto end = std::max(content.end, now);
        const auto air = std::max<base::Nanoseconds>((end - content.begin) / 30, base::Milliseconds(20));
        m_zoom.adjust({content.begin - air, end + air});
    }
}

} // namespace knockback::ui
