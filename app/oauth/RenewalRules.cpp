// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RenewalRules.h"

#include <algorithm>

namespace knockback::oauth {

namespace {
constexpr base::Seconds safeToWait(60);
constexpr base::Seconds longestPause(60);
} // namespace

bool isDue(const vault::Credential& credential, Remaining remaining) {
    if (!vault::canRotate(credential.kind))
        return false;
    if (!credential.issuedAt)
        return true;
    if (!credential.expiresAt || !remaining)
        return false;
    const base::Microseconds life = *credential.expiresAt - *credential.issuedAt;
    const base::Microseconds share =
        life < std::chrono::minutes(1)
            ? life / 3
            : std::clamp<base::Microseconds>(life / 10, base::Seconds(30), std::chrono::minutes(5));
    return *remaining < share;
}

bool storedTokenServes(RenewalReason reason, Remaining remaining) {
    return reason == RenewalReason::Due && remaining && *remaining > base::Nanoseconds(0);
}

bool waitsAfterInterruption(const vault::Credential& credential, RenewalReason reason, Remaining remaining) {
    return credential.renewingSince && reason == RenewalReason::Due && remaining && *remaining > safeToWait;
}

AfterLoss afterLoss(RenewalReason reason, Remaining remaining, int sent) {
    const bool safe = reason == RenewalReason::Due && remaining && *remaining > safeToWait;
    if (safe)
        return AfterLoss::UseStored;
    if (sent < 2)
        return AfterLoss::Retry;
    return storedTokenServes(reason, remaining) ? AfterLoss::UseStored : AfterLoss::GiveUp;
}

base::Nanoseconds pauseAfter(int failures, std::optional<base::Nanoseconds> asked, base::RandomSource& random) {
    const base::Nanoseconds full =
        std::min<base::Nanoseconds>(longestPause, base::Seconds(1LL << std::clamp(failures - 1, 0, 6)));
    const base::Nanoseconds own(
        static_cast<std::int64_t>(static_cast<double>(full.count()) * (1.0 - random.uniform() / 2)));
    return std::max(own, asked.value_or(base::Nanoseconds(0)));
}

} // namespace knockback::oauth
