// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString> // before <compare>, which moc 6.4 cannot read on its own

#include "app/journal/Event.h"
#include "app/session/CallRunner.h"

#include <optional>
#include <vector>

namespace knockback::ui {

enum class CallPhase { Starting, Sending, Waiting, Deciding, Done };

// One call as the journal tells it so far.
struct CallState {
    base::CallId id;
    QString requestName;
    QString host; // with its port, when that is not the usual one; empty until an attempt tells
    CallPhase phase = CallPhase::Starting;
    int attempt = 0;                           // the newest attempt's number
    int attemptLimit = 1;                      // of the policy
    std::optional<journal::WaitStarted> wait;  // the present one
    base::SteadyTime waitSince{};              // when it began
    base::Nanoseconds waited{0};               // by ended waits
    std::vector<journal::AttemptPtr> attempts; // finished ones, oldest first
    std::optional<journal::CallOutcome> outcome;
    QString sentence;                            // of the outcome
    QString refused;                             // why nothing was sent
    bool credentialProblem = false;              // of `refused`
    bool vaultLocked = false;                    // of `refused`: it can be sent once the vault is unlocked
    std::optional<session::Answering> answering; // the newest answer while the call runs
    http::Body body;                             // of the last answer, as it came; empty until the call is done

    [[nodiscard]] bool running() const { return phase != CallPhase::Done; }
    [[nodiscard]] journal::AttemptPtr lastAttempt() const { return attempts.empty() ? nullptr : attempts.back(); }
};

} // namespace knockback::ui
