// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/Match.h"
#include "app/diagnosis/Rule.h"

#include <vector>

namespace knockback::diagnosis {

// What the rules that hold add up to.
struct Verdict {
    Cause cause = Cause::None;
    QByteArray subcause;
    QByteArray vendor;     // as the winning cause's rules name it; empty = none of them does
    QByteArray answeredBy; // by its own page's wording, as attribution has it; stronger than whose host it is
    QByteArray servedBy;   // by a header's word; weaker than whose host it is
    double confidence = 0;
    std::optional<bool> retryable;
    std::vector<Match> proof;       // the winning cause's rules, strongest first
    std::vector<Match> against;     // other causes' rules that deserve a mention, strongest first
    std::vector<Match> attribution; // strongest first
};

// Pure. A cause's score is 1 - Π(1 - weight) over its rules, of the priors only the strongest; the best score wins, and
// its confidence is that score times its share in the odds of all causes. Attribution scores for no cause.
[[nodiscard]] Verdict judge(std::vector<Match> matches);

} // namespace knockback::diagnosis
