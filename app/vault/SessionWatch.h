// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace knockback::vault {

enum class SessionEvent { ScreenLocked, AboutToSleep };

// Listens to the desktop: the screen was locked (org.freedesktop.ScreenSaver, GNOME's and MATE's, or the lock signal of
// login1), or the machine is about to sleep (login1). Where there is no D-Bus, nothing ever comes.
class SessionWatch {
public:
    virtual ~SessionWatch() = default; // nothing is heard any more when this returns
};

// `heard` comes on a thread of the watch's own. The machine is asked to put off sleeping until it has returned. Null
// when the library that listens is not beside the program.
[[nodiscard]] std::unique_ptr<SessionWatch> watchSession(std::function<void(SessionEvent)> heard);

} // namespace knockback::vault
