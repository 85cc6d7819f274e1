// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QString>

namespace knockback::oauth {

enum class RefreshErrorKind { NotRotatable, NeedsSignIn, TemporaryFailure, BadAnswer, VaultFailed, Cancelled };
struct RefreshError {
    RefreshErrorKind kind = RefreshErrorKind::TemporaryFailure;
    QString sentence;
};

// Why a token is renewed: it is about to expire, a server refused it, or the user asked.
enum class RenewalReason { Due, Refused, Asked };

// What can be used now: a new token, or the one that was there, when renewing it can wait.
struct Renewal {
    bool fresh = true;
    QString note; // what the user should know, a sentence; may be empty
};
using RenewalOutcome = base::Result<Renewal, RefreshError>;

} // namespace knockback::oauth
