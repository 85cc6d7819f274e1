// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

#include <QString>

namespace knockback::ui {

// How a bucket stands, from good to bad.
enum class BucketMood {
    Unknown,   // the server says nothing about what is left
    Unlimited, // it says that there is no limit
    Fine,
    Conflicting, // one answer says two things of it; the scarcer one is shown
    Starving,    // at this pace it is empty before it resets
    Empty,       // nothing left
    Blocked      // a rate-limit answer is not over yet
};
[[nodiscard]] BucketMood moodOf(const ratelimit::BucketState& bucket, base::SteadyTime now);

// Everything a card says in words, at one moment.
struct BucketWords {
    QString name;         // "core"
    QString host;         // "api.github.com"; empty where the name says it
    QString tag;          // what it is besides fine: "starving", "empty", "blocked", "conflict", "learned" …
    QString big;          // in the gauge: "27", "3100", "∞", "?"
    QString small;        // under it: "of 30"; empty when the limit is not known
    QString rate;         // "30 per minute · per token"
    QString state;        // "resets in", "blocked, retry in", "has reset, not asked since" …
    QString countdown;    // "00:22"; empty when there is nothing to count to
    QString extra;        // "3 calls wait", "empty in 00:10 at this pace", "2 in flight", "from x-…"; may be empty
    bool learned = false; // no server said it

    [[nodiscard]] QString sentence() const; // for screen readers
    bool operator==(const BucketWords&) const = default;
};
// `waiting`: how many calls wait for this bucket.
[[nodiscard]] BucketWords wordsFor(const ratelimit::BucketState& bucket, base::SteadyTime now, int waiting = 0);

// All that is known of the bucket, a line each, for the tool tip: window, partition, fields, forecast.
[[nodiscard]] QString detailsOf(const ratelimit::BucketState& bucket, base::SteadyTime now);

// "1,284", "0.5"
[[nodiscard]] QString numberText(double number);

} // namespace knockback::ui
