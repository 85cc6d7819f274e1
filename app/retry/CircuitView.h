// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::retry {

enum class BreakerState { Closed, Open, HalfOpen };

// A circuit breaker as the window shows it: a copy.
struct CircuitView {
    QString lane; // its name: the host, or "host · endpoint · credential" where the policy asks for one a bucket
    BreakerState state = BreakerState::Closed;
    base::SteadyTime openUntil{}; // with Open; byHand: means nothing, there is no countdown
    std::vector<bool> recent{};   // newest last; true = answered, false = blocked or failed

    bool byHand = false;                        // opened by hand: nothing passes until it is closed by hand
    std::optional<base::SteadyTime> openedAt{}; // unless Closed
    QString reason{};                           // unless Closed: why it opened, a sentence
    int outcomes = 0;                           // answers and failures that the policy looks at now …
    int failures = 0;                           // … how many of them failed …
    int slow = 0;                               // … and how many were slower than it allows
    std::optional<double> failureRate{};        // 0 … 1 of `outcomes`; empty while there is none
    std::optional<double> slowRate{};           // empty also when the policy has no bound for slow answers
    int probesOut = 0;                          // HalfOpen: on their way …
    int probesAnswered = 0;                     // … answered well …
    int probesWanted = 1;                       // … of so many that close it
    int waiting = 0;                            // calls that wait for it
    QString policy{};                           // of the latest call, in words: what opens it and for how long
    double failureShare = 1;                    // and in numbers: the failureRate that opens it …
    std::optional<double> slowShare{};          // … the slowRate that does, if any …
    int minimum = 1;                            // … from so many outcomes on
};

} // namespace knockback::retry
