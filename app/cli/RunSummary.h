// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/CallRunner.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace knockback::cli {

// One finished call of `run`.
struct RunCall {
    QString name; // of the request; its method and URL when it has none
    session::CallResult result;
    base::Nanoseconds length{0};
};

// "ok        200    0.182 s Items"
[[nodiscard]] QString lineOf(const RunCall& call);

// What a run of many calls came to.
struct RunSummary {
    std::vector<RunCall> calls; // in the order in which they were started
    base::Nanoseconds wall{0};

    [[nodiscard]] int count(journal::CallOutcome outcome) const;
    [[nodiscard]] int attempts() const;
    // Attempts that were turned away: they cost quota and time and brought nothing.
    [[nodiscard]] int wastedAttempts() const;
    // 0 when every call is done, else the code of the first that is not.
    [[nodiscard]] int exitCode() const;
    [[nodiscard]] std::vector<journal::AttemptPtr> allAttempts() const;

    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString text() const;
    // Both without the calls.
    [[nodiscard]] QJsonObject totals() const;
    [[nodiscard]] QString totalsText() const;
    // JUnit's XML, as continuous-integration servers read it: one test case a call.
    [[nodiscard]] QByteArray junit(const QString& suite) const;
};

} // namespace knockback::cli
