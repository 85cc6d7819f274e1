// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace knockback::retry {

// Keeps retries a bounded share of calls, so that trouble is not made worse: every call earns `ratio` of a token, every
// retry costs one, and `reserve` tokens are there from the start (a token bucket as in gRPC's and Finagle's retry
// budgets).
class RetryBudget {
public:
    explicit RetryBudget(double reserve = 10, double ratio = 0.2)
        : m_reserve(std::max(reserve, 0.0))
        , m_ratio(std::max(ratio, 0.0))
        , m_tokens(m_reserve) {}

    void callStarted() { m_tokens = std::min(m_tokens + m_ratio, m_reserve); }
    [[nodiscard]] bool allows() const { return m_tokens >= 1; }
    void retried() { m_tokens = std::max(m_tokens - 1, 0.0); }

    // What is left, 0 … 1.
    [[nodiscard]] double share() const { return m_reserve > 0 ? m_tokens / m_reserve : 0; }

private:
    double m_reserve;
    double m_ratio;
    double m_tokens;
};

} // namespace knockback::retry
