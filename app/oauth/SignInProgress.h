// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/oauth/RefreshError.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace knockback::oauth {

// What a sign-in tells while it runs.
struct SignInProgress {
    enum class Step {
        Discovering, // the issuer is asked for its endpoints
        OpenBrowser, // the user is wanted at `url`
        EnterCode,   // the user is to enter `userCode` at `url`; `completeUrl`, if any, has it filled in
        Waiting,     // for the user; `next` until the server is asked again
        Ignored,     // an answer came that belongs to another login
        Exchanging   // the answer is turned into tokens
    };
    Step step = Step::Discovering;
    QString sentence;
    QByteArray url = {};
    QByteArray completeUrl = {};
    QByteArray userCode = {};
    std::optional<base::Nanoseconds> left = {}; // until the sign-in ends by itself
    std::optional<base::Nanoseconds> next = {};
};

// Who listens to a sign-in. `finished` comes once and last, with the new token in the vault: its note says when that
// could not be saved (`unsaved`), or that a clock is off.
struct SignInEars {
    std::function<void(const SignInProgress&)> progress;
    std::function<void(const RenewalOutcome&, bool unsaved)> finished;
};

} // namespace knockback::oauth
