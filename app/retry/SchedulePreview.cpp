// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/SchedulePreview.h"

#include <algorithm>

namespace knockback::retry {

namespace {

Spread spreadOf(std::vector<base::Nanoseconds>& sorted) {
    if (sorted.empty())
        return {};
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double share) {
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
    };
    return {at(0.05), at(0.5), at(0.95)};
}

} // namespace

std::vector<PreviewedAttempt> previewSchedule(const RetryPolicy& policy, base::RandomSource& random, int samples,
                                              int most) {
    const int attempts = std::clamp(policy.maxAttempts, 1, std::max(most, 1));
    const auto count = static_cast<std::size_t>(std::max(samples, 1));
    std::vector<base::Nanoseconds> previous(count), start(count); // of the samples that are still in time
    std::vector<PreviewedAttempt> preview(1);
    for (int number = 2; number <= attempts; ++number) {
        std::vector<base::Nanoseconds> waits;
        std::vector<base::Nanoseconds> starts;
        for (std::size_t i = 0; i < start.size(); ++i) {
            const auto wait = backoffDelay(policy.backoff, number, previous[i], random);
            if (policy.callTimeout && start[i] + wait > *policy.callTimeout)
                continue;
            waits.push_back(wait);
            starts.push_back(start[i] + wait);
        }
        if (starts.empty())
            break;
        previous = waits;
        start = starts;
        PreviewedAttempt attempt;
        attempt.number = number;
        attempt.share = static_cast<double>(starts.size()) / static_cast<double>(count);
        attempt.wait = spreadOf(waits);
        attempt.start = spreadOf(starts);
        preview.push_back(attempt);
    }
    return preview;
}

} // namespace knockback::retry
