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
    // JUnit's XML, as continuous-integration servers read it: one test case a call.
    [[nodiscard]] QByteArray junit(const QString& suite) const;
};

} // namespace knockback::cli
