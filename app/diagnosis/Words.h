// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/Rule.h"
#include "app/http/SignInDemand.h"

#include <QString>

#include <vector>

namespace knockback::diagnosis {

// What the sentences about one diagnosis may name.
struct Names {
    QString vendor; // "GitHub"; empty = not known
    QString host;
    int status = 0;
    std::optional<double> retryAfterSeconds;
    http::SignInDemand demand = {};
};

// "Rate limited by GitHub: secondary limit", "Not a block: ordinary 404".
[[nodiscard]] QString titleFor(Cause cause, const QString& subcauseTitle, const Names& names);

// The steps with {wait}, {vendor}, {host}, {status} and {demand} filled in.
[[nodiscard]] std::vector<NextStep> fillIn(std::vector<NextStep> steps, const Names& names);

// "6.5 s", "2 min", "1 h 30 min": rounded up, as one waits.
[[nodiscard]] QString durationText(double seconds);

// "Cloudflare asks for a browser's proof (cf-mitigated: challenge)": a rule's sentence with what it saw.
[[nodiscard]] Evidence evidenceFrom(const QString& says, const std::vector<struct Seen>& seen, double weight);

} // namespace knockback::diagnosis
