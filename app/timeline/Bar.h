// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Timing.h"
#include "app/journal/Event.h"
#include "app/timeline/Severity.h"
#include "app/timeline/TimeRange.h"

#include <array>
#include <cstdint>

namespace knockback::timeline {

enum class BarKind : std::uint8_t { Attempt, Wait };

// The phases of an attempt in the order they happen; Receive is what the others leave of the whole.
enum class BarPhase { Dns, Connect, Tls, Send, Wait, Receive };
inline constexpr std::size_t barPhases = 6;

// One attempt or one wait, in 40 bytes: a million of them are 40 MB. What does not fit (who asked, its ids) is in the
// model's side table at `side`.
class Bar {
public:
    Bar() = default;
    [[nodiscard]] static Bar attempt(base::SteadyTime start, const http::Timing& timing, Severity severity, int status,
                                     std::uint32_t side);
    // Waits are kept to the millisecond, rounded down, and to 49 days.
    [[nodiscard]] static Bar wait(TimeRange range, journal::WaitReason reason, std::uint32_t side);

    [[nodiscard]] BarKind kind() const { return m_kind; }
    [[nodiscard]] Severity severity() const { return m_severity; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] std::uint32_t side() const { return m_side; }
    [[nodiscard]] base::SteadyTime start() const { return m_start; }
    [[nodiscard]] base::SteadyTime end() const { return m_start + duration(); }
    [[nodiscard]] base::Nanoseconds duration() const;
    [[nodiscard]] std::array<base::Microseconds, barPhases> phases() const;
    [[nodiscard]] journal::WaitReason reason() const { return static_cast<journal::WaitReason>(m_details[0]); }

private:
    base::SteadyTime m_start{};
    std::uint32_t m_duration = 0;             // µs of an attempt, ms of a wait
    std::array<std::uint32_t, 5> m_details{}; // phases in µs; of a wait its reason
    std::uint16_t m_status = 0;
    BarKind m_kind = BarKind::Attempt;
    Severity m_severity = Severity::Nothing;
    std::uint32_t m_side = 0;
};
static_assert(sizeof(Bar) == 40);

} // namespace knockback::timeline
