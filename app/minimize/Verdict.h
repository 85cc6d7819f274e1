// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

namespace knockback::minimize {

// What a probe's answer means for the search.
enum class Verdict {
    Same,      // blocked in the same way
    Passed,    // not turned away at all
    Otherwise, // turned away or refused for another reason
    Unclear,   // a limit, an overload, a failure on the way: says nothing about the request
    NotSent    // it never went out
};

// What "blocked in the same way" means: the same cause, sub-cause and vendor; where neither of the latter is known, the
// same status as well.
struct Signature {
    diagnosis::Cause cause = diagnosis::Cause::None;
    QByteArray subcause;
    QByteArray vendor;
    int status = 0;
    bool operator==(const Signature&) const = default;
};
[[nodiscard]] Signature signatureOf(const diagnosis::Diagnosis& diagnosis, int status);

// `status` 0 = no answer came.
[[nodiscard]] Verdict judge(const Signature& blocked, const diagnosis::Diagnosis& diagnosis, int status);

} // namespace knockback::minimize
