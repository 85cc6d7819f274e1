// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/engine/Contestant.h"
#include "tests/bench/support/Usage.h"

namespace knockback::bench {

// Measures one run of a contestant: counts its requests and says when to stop.
class Stopwatch {
public:
    explicit Stopwatch(double seconds) : m_until(m_begun + seconds) { m_result.latency.reserve(100'000); }

    // One request is done that began at `begun` (wallSeconds()).
    void lap(double begun) {
        m_last = wallSeconds();
        m_result.latency.add((m_last - begun) * 1e6);
        ++m_result.requests;
    }
    [[nodiscard]] bool isOver() const { return m_last >= m_until; }

    [[nodiscard]] RunResult take() {
        m_result.seconds = m_last - m_begun;
        m_result.cpu = cpuSeconds() - m_cpu;
        return std::move(m_result);
    }

private:
    double m_begun = wallSeconds();
    double m_cpu = cpuSeconds();
    double m_until;
    double m_last = 0;
    RunResult m_result;
};

} // namespace knockback::bench
