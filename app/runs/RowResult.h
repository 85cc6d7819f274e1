// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/Event.h"

#include <QByteArray>
#include <QString>

namespace knockback::runs {

// How one row's call ended. Everything in it may be shown and written: secrets are hidden.
struct RowResult {
    journal::CallOutcome outcome = journal::CallOutcome::Failed;
    int status = 0; // of the last answer; 0 = none
    diagnosis::Cause cause = diagnosis::Cause::None;
    int tries = 0;   // attempts
    int blocked = 0; // of those
    base::Nanoseconds length{0};
    QByteArray start; // of the last answer's body
    QString sentence; // why it is not ok, or stands in
};

[[nodiscard]] inline bool isGood(const RowResult& result) {
    return result.outcome == journal::CallOutcome::Ok || result.outcome == journal::CallOutcome::Fallback;
}

// How many of these somebody refused; a network that fails turns nobody away.
[[nodiscard]] int turnedAway(const std::vector<journal::AttemptPtr>& attempts);

// From what the journal keeps of a call's attempts, oldest first.
[[nodiscard]] RowResult rowResult(journal::CallOutcome outcome, const QString& sentence,
                                  const std::vector<journal::AttemptPtr>& attempts, base::Nanoseconds length);

} // namespace knockback::runs
