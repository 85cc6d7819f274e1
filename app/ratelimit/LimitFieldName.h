// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::ratelimit {

// What one field of a family says about a window.
enum class LimitRole { Limit, Remaining, Used, Reset, ResetAfter, Policy, Name, PeriodSeconds, PeriodMilliseconds };

// The name of a field that says something about a limit, taken apart. Families differ in their prefix and in where they
// put the bucket's name: "X-RateLimit-Remaining-Tokens", "x-ratelimit-tokens-remaining",
// "anthropic-ratelimit-tokens-remaining".
struct LimitFieldName {
    QByteArray family; // what stands before "ratelimit": "", "x", "anthropic"
    QByteArray bucket; // "", "tokens", "minute"
    LimitRole role = LimitRole::Limit;
};

// Nothing for a field that is of no such family, and for members of it that announce nothing ("X-RateLimit-Scope").
[[nodiscard]] std::optional<LimitFieldName> parseLimitFieldName(QByteArrayView name);

// The window's length that a bucket's name tells ("minute", "daily"), where that is always the same number of seconds.
[[nodiscard]] std::optional<double> windowOfBucket(QByteArrayView bucket);

// What a bucket's name says is counted: "tokens", "input-tokens" and the like are "tokens"; else "requests".
[[nodiscard]] QByteArray unitOfBucket(QByteArrayView bucket);

} // namespace knockback::ratelimit
