// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/Comparison.h"
#include "app/minimize/Verdict.h"

#include <QString>

namespace knockback::minimize {

// One line of the table of probes.
struct ProbeRecord {
    int number = 0;                 // from 1
    QString text;                   // what was sent, by what is different about it
    std::optional<Verdict> verdict; // nothing = under way
    QString note;                   // "403 · Blocked by …"
};

// A part of the request that has to be as it is.
struct Finding {
    Difference difference;
    std::optional<Verdict> without; // the outcome when it alone is changed; nothing = not tried
    QString note;                   // what that answer was
};

enum class End { Found, NotReproduced, WorkingFails, Stopped };

struct Result {
    End end = End::Stopped;
    workspace::RequestDraft smallest; // blocked in the same way
    bool comparedWithWorking = false;
    std::vector<Finding> needed;     // in `smallest`, or different from the working request
    std::vector<Difference> missing; // absent; it passes when they are sent
    bool minimal = false;            // no part can be left out
    std::optional<bool> only;        // without the deciding part the whole request passes; nothing = not tried
    bool confirmed = false;          // the smallest one was blocked again
    bool flaky = false;              // the same request was answered in two ways
    int probes = 0;
    QString stopped; // why it ended early, a sentence
    QString note;    // the answer that ended it early
};

// The finding in one or two sentences: "Blocked only when header User-Agent is absent."
[[nodiscard]] QString sentenceFor(const Result& result);

} // namespace knockback::minimize
