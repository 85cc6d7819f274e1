// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/ZoomStack.h"

namespace knockback::ui {

// What part of time is shown: the last so many minutes, moving with now; everything; or what the reader chose by hand.
class ViewRange {
public:
    enum class Mode { Following, Everything, Free };

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] const timeline::TimeRange& range() const { return m_zoom.current(); }
    [[nodiscard]] base::Nanoseconds followSpan() const { return m_span; }

    void follow(base::Nanoseconds span);
    void follow() { follow(m_span); }
    void showEverything() { m_mode = Mode::Everything; }
    // By hand: a small step (wheel, drag) or a leap that back() returns from.
    void step(timeline::TimeRange to);
    void leap(timeline::TimeRange to);
    bool back();
    bool forward();

    // Time went on or something was added: moves the range when it follows. `content` reaches from the first to the
    // last thing that is known.
    void update(timeline::TimeRange content, base::SteadyTime now);

private:
    Mode m_mode = Mode::Following;
    base::Nanoseconds m_span = std::chrono::minutes(2);
    timeline::ZoomStack m_zoom{{}};
};

} // namespace knockback::ui
