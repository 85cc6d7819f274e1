// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <QStringList>

namespace knockback::retry {

// What a library, or the snippet written for it, can do of a policy.
struct CodeSkills {
    bool causes = false;
    bool callTimeout = true;
    bool attemptTimeout = true;
    bool retryAfter = true;
    bool longestWait = true;
    bool postAfterBlock = true; // a POST that a rate limit turned away is sent again
    bool decorrelated = false;  // when not, full jitter stands in
    bool circuit = false;
    bool slowCircuit = false; // it also looks at slow answers
    bool staticFallback = false;
    bool idempotencyKey = false;
    bool hedging = false;
};

// The snippet's first lines: what it is, and what of the policy is missing, each with `comment` in front.
[[nodiscard]] QString codeHead(const RetryPolicy& policy, const CodeSkills& skills, const QString& comment,
                               const QString& library);

// "429, 503"
[[nodiscard]] QString statusList(const RetryPolicy& policy);
[[nodiscard]] QString number(double value);
[[nodiscard]] QString milliseconds(base::Milliseconds time); // "1500"
[[nodiscard]] QString seconds(base::Milliseconds time);      // "1.5"

// A wait in milliseconds before the retry whose number `retry` is an expression of, in the infix notation that the
// languages here share. `power` is 2 to its power, `minimum` and `random` as the language writes them.
struct CodeWords {
    QString power;   // "2 ** (%1 - 1)", of the retry's number
    QString minimum; // "Math.min(%1, %2)"
    QString random;  // "Math.random()": 0 … 1
};
[[nodiscard]] QString waitExpression(const Backoff& backoff, const QString& retry, const CodeWords& words);

// A text as a literal in double quotes, as C#, Java, JavaScript, Python and Go read it alike.
[[nodiscard]] QString quoted(const QByteArray& text);

} // namespace knockback::retry
