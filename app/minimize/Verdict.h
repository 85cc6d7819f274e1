// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Attempt.h"

namespace knockback::minimize {

// What a probe's answer means for the search.
enum class Verdict {
    Same,      // blocked in the same way
    Passed,    // not turned away at all
    Otherwise, // turned away or refused for another reason
    Unclear,   // a limit, an overload, a failure on the way: says nothing about the request
    NotSent    // it never went out
};

// What "blocked in the same way" means: the same cause, sub-cause and vendor; or the very same answer. The diagnosis
// reads the request, too, and so it may change its mind about one and the same page when the request changes.
struct Signature {
    diagnosis::Cause cause = diagnosis::Cause::None;
    QByteArray subcause;
    QByteArray vendor;
    int status = 0;  // 0 = no answer came
    QByteArray page; // the answer's text without what changes with every answer
    bool operator==(const Signature&) const = default;
};
[[nodiscard]] Signature signatureOf(const diagnosis::Diagnosis& diagnosis, const http::Attempt& attempt);

// Whether there is something to search for: a block, or a plain refusal (401, 403 …) that nobody explains.
[[nodiscard]] bool isTurnedAway(const diagnosis::Diagnosis& diagnosis, const http::Attempt& attempt);

[[nodiscard]] Verdict judge(const Signature& blocked, const Signature& answer);

} // namespace knockback::minimize
