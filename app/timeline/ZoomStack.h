// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimeRange.h"

#include <vector>

namespace knockback::timeline {

// Where the reader has looked, as a browser keeps pages: leaps are remembered, small steps change where one stands.
class ZoomStack {
public:
    explicit ZoomStack(TimeRange whole) : m_ranges{whole} {}

    [[nodiscard]] const TimeRange& current() const { return m_ranges[m_at]; }

    // A leap: back() returns from it. What was ahead is forgotten; so is the oldest leap when there are very many.
    void leap(TimeRange to);
    // A step of the wheel, of a drag or of time.
    void adjust(TimeRange to) { m_ranges[m_at] = to; }
    // Forgets everything.
    void reset(TimeRange whole);

    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_ranges.size(); }
    bool back();
    bool forward();

private:
    std::vector<TimeRange> m_ranges;
    std::size_t m_at = 0;
};

} // namespace knockback::timeline
