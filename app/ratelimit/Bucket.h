// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"
#include "app/ratelimit/ResetUnit.h"

namespace knockback::ratelimit {

// One bucket with what is on its way to it. Belongs to a QuotaTracker.
class Bucket {
public:
    Bucket(BucketKey key, const QByteArray& host);

    [[nodiscard]] const BucketState& state() const { return m_state; }
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    void addInFlight(int count) { m_inFlight += count; }

    // Corrects the window's reset where earlier answers have shown that its unit was guessed wrongly.
    void correct(QuotaWindow& window, base::SteadyTime now) { m_unit.correct(window, now); }
    // Takes an answer's window in. Of answers that overtook each other the scarcer one holds, and one that belongs to
    // a window that has ended since says nothing.
    void read(const QuotaWindow& window, base::SteadyTime now);
    // The answer was a block (or not), perhaps with a time to wait.
    void setBlocked(bool blocked, std::optional<double> retryAfterSeconds, base::SteadyTime now);

    [[nodiscard]] bool isOver(base::SteadyTime now) const { return m_state.resetAt && *m_state.resetAt <= now; }
    [[nodiscard]] bool isExhausted() const { return m_state.window.remaining == 0.0; }

private:
    void mergeReset(const QuotaWindow& window, base::SteadyTime now);
    void addSample(base::SteadyTime now);

    BucketState m_state;
    ResetUnit m_unit;
    int m_inFlight = 0;
    int m_older = 0; // answers to come whose requests were on their way when the newest reading came
};

} // namespace knockback::ratelimit
