// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"

namespace knockback::test {

// Runs the loop on this thread until the condition holds; false when it does not within the bound.
inline bool runUntil(base::EpollLoop& loop, const std::function<bool()>& condition,
                     base::Milliseconds bound = base::Seconds(20)) {
    bool late = false;
    const auto limit = loop.after(bound, [&] {
        late = true;
        loop.quit();
    });
    base::TimerHandle next;
    std::function<void()> look = [&] {
        if (condition())
            loop.quit();
        else
            next = loop.after(base::Microseconds(300), look);
    };
    look();
    loop.run();
    return !late || condition();
}

// Lets the loop run for a while: for what must not happen.
inline void runFor(base::EpollLoop& loop, base::Milliseconds length) {
    const auto limit = loop.after(length, [&] { loop.quit(); });
    loop.run();
}

} // namespace knockback::test
