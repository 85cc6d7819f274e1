// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/Bar.h"
#include "app/timeline/BlockList.h"

#include <optional>
#include <vector>

namespace knockback::timeline {

// One row of a lane: bars that follow each other without overlap, the last of them perhaps still running, and over the
// finished ones a pyramid that says for every 8, 64, 512 … of them when they were and what the worst of them is.
// Appending is O(log n); nothing that is in the track moves.
class Track {
public:
    static constexpr std::size_t fanOut = 8;
    struct Node {
        base::SteadyTime begin{};
        base::SteadyTime end{};
        std::uint32_t count = 0; // of attempts
        Severity worst = Severity::Nothing;
    };
    static_assert(sizeof(Node) == 24);

    // Whether something that starts at `start` may be appended.
    [[nodiscard]] bool fits(base::SteadyTime start) const;
    // From which moment on it would fit; the beginning of time for an empty track.
    [[nodiscard]] base::SteadyTime end() const;

    void append(const Bar& bar);
    // At most one bar runs; it is the last and not in the pyramid. Its duration says nothing until it is finished, but
    // for a wait how long it means to be.
    void setRunning(const std::optional<Bar>& bar) { m_running = bar; }
    [[nodiscard]] const std::optional<Bar>& running() const { return m_running; }

    [[nodiscard]] bool empty() const { return m_bars.empty() && !m_running; }
    [[nodiscard]] const BlockList<Bar>& bars() const { return m_bars; }
    // Level 0 stands over 8 bars a node.
    [[nodiscard]] const std::vector<BlockList<Node>>& levels() const { return m_levels; }

    // The first of the worst bars that touch `range`.
    [[nodiscard]] std::optional<std::size_t> worstIn(TimeRange range) const;

private:
    void extend(BlockList<Node>& level, std::size_t index, const Bar& bar);

    BlockList<Bar> m_bars;
    std::vector<BlockList<Node>> m_levels;
    std::optional<Bar> m_running;
};

} // namespace knockback::timeline
