// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/Policies.h"

#include <algorithm>

namespace knockback::ratelimit {

void addWithPolicies(QuotaWindow window, std::vector<Count> policies, const QString& source, ReadingContext& context) {
    const auto governs = [&](const Count& policy) { return window.limit && policy.value == *window.limit; };
    if (std::count_if(policies.begin(), policies.end(), governs) == 1) {
        const auto governing = std::find_if(policies.begin(), policies.end(), governs);
        if (!window.windowSeconds)
            window.windowSeconds = governing->windowSeconds;
        policies.erase(governing);
    }
    const QString unit = window.unit;
    context.add(std::move(window));
    for (const Count& policy : policies) {
        QuotaWindow other;
        other.bucket = QString::fromLatin1(policy.text);
        other.limit = policy.value;
        other.windowSeconds = policy.windowSeconds;
        other.unit = unit;
        other.source = source;
        context.add(std::move(other));
    }
}

} // namespace knockback::ratelimit
