// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace knockback::base {

// Time that only goes forward: for waiting and for measuring. Never shown, never stored.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

// The calendar: for showing, storing and comparing with a server's Date. May jump.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

using Nanoseconds = std::chrono::nanoseconds;
using Microseconds = std::chrono::microseconds;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// Where the time comes from. Implementations are safe to call from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
    [[nodiscard]] virtual WallTime wallNow() const = 0;
};

// The machine's clocks. Stateless; one object serves the whole process.
[[nodiscard]] const Clock& systemClock();

// Milliseconds since 1970-01-01 UTC, as files and JSON carry wall time, and back.
[[nodiscard]] constexpr long long toEpochMs(WallTime t) {
    return std::chrono::floor<Milliseconds>(t.time_since_epoch()).count();
}
[[nodiscard]] constexpr WallTime fromEpochMs(long long ms) {
    return WallTime(Milliseconds(ms));
}

} // namespace knockback::base
