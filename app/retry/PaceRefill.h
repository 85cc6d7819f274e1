// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <array>

namespace knockback::retry {

// How quota comes back: all of it at the reset, a request's share one window after it was spent (a sliding log), or bit
// by bit (token and leaky buckets, GCRA, sliding counters). No server says which; the gate finds out and tells.
// Allocates nothing; remembers what was sent in at most 32 pieces, each counted when all of it is back.
class PaceRefill {
public:
    enum class Shape { AtReset, AsSpent, BitByBit };

    [[nodiscard]] Shape shape() const { return m_shape; }
    void becomeAsSpent(base::Nanoseconds window);
    void becomeBitByBit(double perSecond);
    // A block that it had not foreseen.
    void doubt(double limit);

    // `span`: how long to remember, as far as that is known; 0 = not.
    void sent(base::SteadyTime now, base::Nanoseconds span);
    // What has surely come back between the two, if it did so one `window` after it was sent.
    [[nodiscard]] double expired(base::Nanoseconds window, base::SteadyTime from, base::SteadyTime to) const;

    // How much has come back between the two.
    [[nodiscard]] double gained(base::SteadyTime from, base::SteadyTime to) const;
    // When so much has come back since `from`; base::SteadyTime::max() when that cannot be known.
    [[nodiscard]] base::SteadyTime whenGained(double amount, base::SteadyTime from) const;
    [[nodiscard]] double perSecond() const { return m_perSecond; }

private:
    struct Piece {
        base::SteadyTime first{};
        base::SteadyTime last{};
        int count = 0;
        // Those of its requests that came back after `from`, when all of them have by `to`.
        [[nodiscard]] double back(base::SteadyTime from, base::SteadyTime to) const;
    };
    Shape m_shape = Shape::AtReset;
    base::Nanoseconds m_window{0}; // AsSpent: with some slack, since ways differ
    double m_perSecond = 0;        // BitByBit
    int m_doubts = 0;
    std::array<Piece, 32> m_pieces{}; // a ring, in the order of time
    std::size_t m_newest = 0;
};

} // namespace knockback::retry
