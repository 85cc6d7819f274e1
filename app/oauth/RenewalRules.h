// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/RandomSource.h"
#include "app/oauth/RefreshError.h"
#include "app/vault/Credential.h"

#include <optional>

namespace knockback::oauth {

// When to renew, and what to do when a renewal does not go as it should: pure decisions. `remaining` is how long the
// stored token still lives, as ExpiryWatch says; nothing = unknown.
using Remaining = std::optional<base::Nanoseconds>;

// Whether the token should be renewed before it is used: less than a tenth of its life is left, but at least 30 s and
// at most 5 min; of lives under a minute, the last third. Never when the expiry is unknown, always when it can be
// fetched but has not been yet.
[[nodiscard]] bool isDue(const vault::Credential& credential, Remaining remaining);

// Whether the stored token may be used although renewing it was due and failed for now.
[[nodiscard]] bool storedTokenServes(RenewalReason reason, Remaining remaining);

// The last renewal was cut off by a crash. Sending the refresh token again makes a strict server end the grant, and the
// stored token with it: not on our own while that is good for another minute.
[[nodiscard]] bool waitsAfterInterruption(const vault::Credential& credential, RenewalReason reason,
                                          Remaining remaining);

// The answer was lost: the server may have acted or not. Servers that allow for that answer the same request again, so
// one retry is right, but its price is the same as above.
enum class AfterLoss { Retry, UseStored, GiveUp };
[[nodiscard]] AfterLoss afterLoss(RenewalReason reason, Remaining remaining, int sent);

// How long nothing is sent after the `failures`-th passing failure in a row: 1, 2, 4 … 60 s, of which up to a half is
// taken off by chance, so that many clients do not come back at once; and never less than the server asked for.
[[nodiscard]] base::Nanoseconds pauseAfter(int failures, std::optional<base::Nanoseconds> asked,
                                           base::RandomSource& random);

} // namespace knockback::oauth
