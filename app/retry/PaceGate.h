// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/PaceMode.h"
#include "app/retry/PaceReading.h"
#include "app/retry/PaceRefill.h"

namespace knockback::retry {

// The ledger of one announced bucket: what the server said is left, less what is on its way there. It never counts on
// more than a server has promised: of two answers the lower remaining holds unless the later request had the higher
// one, the earliest reset that was announced holds since servers round it up, and requests in flight are taken as not
// yet counted. So nothing is blocked while nobody else draws on the bucket, and nothing is lost once they are answered.
// Times do not go back. Allocates nothing.
class PaceGate {
public:
    explicit PaceGate(std::uint64_t bucket = 0) : m_bucket(bucket) {}

    [[nodiscard]] std::uint64_t bucket() const { return m_bucket; }
    [[nodiscard]] base::SteadyTime readAt() const { return m_readAt; }

    void sent(base::SteadyTime now);
    // A request that was sent before this gate was known is on its way, too.
    void alsoInFlight() { ++m_inFlight; }
    // A request came back. `counts`: the server may have counted it although it announced nothing.
    void returned(bool counts);
    // … and announced this, before returned().
    void read(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now);

    // When the next request may go: `now`, a later time, or base::SteadyTime::max() when only an answer can tell.
    [[nodiscard]] base::SteadyTime opensAt(PaceMode mode, base::SteadyTime now) const;
    // About when the request with `ahead` others before it may go; nothing when that cannot be known yet.
    [[nodiscard]] std::optional<base::SteadyTime> forecast(PaceMode mode, double ahead, base::SteadyTime now) const;
    // Whether nothing is left of it.
    [[nodiscard]] bool isExhausted() const { return m_remaining && *m_remaining <= 0; }

private:
    using Shape = PaceRefill::Shape;
    [[nodiscard]] bool isOver(base::SteadyTime now) const {
        return m_refill.shape() == Shape::AtReset && m_resetAt && now >= *m_resetAt;
    }
    [[nodiscard]] bool isOfAnOldWindow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now) const;
    void readWindow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now);
    void readFlow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now);
    void noticeMovingReset(const PaceReading& reading, const PaceEcho& echo);
    void judgeReset(const PaceReading& reading, const PaceEcho& echo);
    void judgeReturn(double said, const PaceEcho& echo);
    void doubt(const PaceReading& reading, bool justBefore);
    [[nodiscard]] base::Nanoseconds resetOf(const PaceReading& reading, bool blocked) const;
    [[nodiscard]] base::Nanoseconds rounding() const;
    void learnCost(double remaining);
    [[nodiscard]] double reserve() const;
    // Requests that fit into what is left, requests in flight taken off.
    [[nodiscard]] std::optional<double> budget(base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime spread(double budget, base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime refill(base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime refillBit(base::SteadyTime now) const;

    std::uint64_t m_bucket;
    bool m_requests = true;
    bool m_concurrent = false;
    bool m_byClock = false;
    std::optional<double> m_limit;
    std::optional<double> m_remaining;
    std::optional<base::Nanoseconds> m_window;
    std::optional<base::SteadyTime> m_resetAt;
    base::SteadyTime m_readAt{};
    base::SteadyTime m_asOf{};       // when the server counted what is remaining, about
    base::SteadyTime m_newestSent{}; // of the requests that told
    struct Said {
        double remaining = 0;
        base::Nanoseconds reset{0};
        base::SteadyTime at{};
    };
    Said m_said;                      // by the answer that came last
    base::Nanoseconds m_resetRead{0}; // as announced last …
    base::SteadyTime m_resetSince{};  // … and since when it is the same
    double m_cost = 0;                // what a request takes of other units than requests; 0 = not known yet

    int m_inFlight = 0;
    base::SteadyTime m_lastSent{};
    PaceRefill m_refill;
    double m_before = 0;             // left of the window before …
    base::SteadyTime m_beforeAt{};   // … as of then
    base::SteadyTime m_windowFrom{}; // when the first request after a reset went out
    bool m_probing = false;          // … and has not been answered
    bool m_trusted = false;          // a reset has come true when it was announced
    base::Nanoseconds m_guess{0};    // of the window's length, see resetOf()
    bool m_careful = false;          // something has not
    base::Nanoseconds m_slack{0};    // how much later than announced resets come
    bool m_punctual = true;          // the first request may be under way when the reset comes …
    bool m_following = false;        // … and has just left; the others follow
    base::Nanoseconds m_spread{0};   // that much later
};

} // namespace knockback::retry
