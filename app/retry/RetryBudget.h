// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace knockback::retry {

// Keeps retries a bounded share of calls, so that trouble is not made worse: every call earns `ratio` of a token, every
// retry costs one, and `reserve` tokens are there from the start (a token bucket as in gRPC's and Finagle's retry
// budgets). A retry is charged when it is decided on, not when it goes out: those that wait count too. Calls of several
// policies share one budget, each with its own reserve as the measure of a full one.
class RetryBudget {
public:
    struct Terms {
        double reserve = 10;
        double ratio = 0.2;
    };

    void callStarted(Terms terms) { m_share = std::min(m_share + std::max(terms.ratio, 0.0) / depth(terms), 1.0); }
    void callStarted() { callStarted(Terms()); }
    [[nodiscard]] bool allows(Terms terms) const {
        return (terms.reserve > 0 || terms.ratio > 0) && m_share * depth(terms) >= 1 - roundingError;
    }
    [[nodiscard]] bool allows() const { return allows(Terms()); }
    void retried(Terms terms) { m_share = std::max(m_share - 1 / depth(terms), 0.0); }
    void retried() { retried(Terms()); }

    // What is left, 0 … 1.
    [[nodiscard]] double share() const { return m_share; }

private:
    static constexpr double roundingError = 1e-9;
    // Without a reserve a whole token can still be saved up.
    static double depth(Terms terms) { return std::max(terms.reserve, 1.0); }

    double m_share = 1;
};

} // namespace knockback::retry
