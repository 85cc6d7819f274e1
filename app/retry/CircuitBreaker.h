// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/retry/CircuitPolicy.h"
#include "app/retry/CircuitView.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace knockback::retry {

// Leave to send one request, which says to which round of its circuit the answer belongs.
struct CircuitPass {
    std::uint64_t round = 0; // 0 = no leave: somebody insisted
    bool isProbe = false;
};

// Stops sending to a host that keeps failing, then lets a few probes through (the circuit breaker of Nygard's "Release
// It!"). Only trouble of the server counts (overload, network): a rate limit says when to come back, which the pacer
// obeys. One thread.
class CircuitBreaker {
public:
    explicit CircuitBreaker(CircuitPolicy policy = {}) : m_policy(policy) {}

    // The rules of the call that comes next; what was seen so far stays.
    void follow(const CircuitPolicy& policy) { m_policy = policy; }

    // Leave to send now; nothing while it is open or all its probes are taken. A probe is taken until finished() or
    // abandoned().
    [[nodiscard]] std::optional<CircuitPass> pass(base::SteadyTime now);
    // Whether a leave that was not used yet still holds: the circuit may have opened meanwhile.
    [[nodiscard]] bool holds(const CircuitPass& pass) const;
    // When pass() gives leave: `now`, or when the open time is over; nothing when only the answer of a probe or a hand
    // closes it.
    [[nodiscard]] std::optional<base::SteadyTime> opensAt(base::SteadyTime now) const;

    // The request came back after `took`; when that opens the circuit it stays open for `asked` at least, which is what
    // the server wants. Returns true when it opened or closed.
    bool finished(const CircuitPass& pass, bool failed, base::SteadyTime now, base::Nanoseconds took = {},
                  base::Nanoseconds asked = {});
    // It was not sent, was cancelled before it could tell anything, or what it told does not count: a probe's place is
    // free again.
    void abandoned(const CircuitPass& pass);

    // By hand: keeps it open, whatever policies say, until closeByHand(); that forgets what was seen.
    void openByHand(base::SteadyTime now);
    void closeByHand();

    [[nodiscard]] BreakerState state(base::SteadyTime now) const;
    [[nodiscard]] bool isOpenByHand() const { return m_byHand; }
    // With openByHand(), the end of time.
    [[nodiscard]] base::SteadyTime openUntil() const { return m_openUntil; }
    // Why it opened: "5 of the last 6 answers were failures". Means nothing while it is closed.
    [[nodiscard]] const QString& reason() const { return m_reason; }
    // All but `lane` and `waiting`, which it does not know.
    [[nodiscard]] CircuitView view(base::SteadyTime now) const;

private:
    struct Outcome {
        base::SteadyTime at;
        bool failed;
        bool slow;
    };
    struct Count {
        int all = 0;
        int failed = 0;
        int slow = 0;
    };
    void open(base::SteadyTime now, base::SteadyTime until, const QString& reason);
    void close();
    void forgetOld(base::SteadyTime now);
    [[nodiscard]] Count count(base::SteadyTime now) const;
    // Why that many are too many; empty = they are not.
    [[nodiscard]] QString tooMany(const Count& count) const;
    [[nodiscard]] bool isShut() const { return m_open && (m_policy.enabled || m_byHand); }
    [[nodiscard]] bool hasFreeProbe() const;
    bool probeFinished(bool failed, bool slow, base::SteadyTime now, base::SteadyTime until);

    CircuitPolicy m_policy;
    std::uint64_t m_round = 1; // begins anew whenever it opens or closes
    bool m_open = false;
    bool m_byHand = false;
    int m_probing = 0; // out now
    int m_answered = 0;
    base::SteadyTime m_openedAt{};
    base::SteadyTime m_openUntil{};
    QString m_reason;
    std::deque<Outcome> m_outcomes; // oldest first
    std::vector<bool> m_recent;     // newest last; true = answered
};

} // namespace knockback::retry
