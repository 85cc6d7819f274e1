// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ScarceLimit.h"

#include "ui/widgets/Countdown.h"

#include <QCoreApplication>

namespace knockback::ui {

namespace {

constexpr double scarce = 0.2;

QString tr(const char* text) {
    return QCoreApplication::translate("ScarceLimit", text);
}

// How much of the bucket is left, 0 … 1; a blocked one has nothing, an unknown or a renewed one everything.
double shareOf(const ratelimit::BucketState& bucket, base::SteadyTime now) {
    if (bucket.notBefore && *bucket.notBefore > now)
        return 0;
    if (bucket.resetAt && *bucket.resetAt <= now)
        return 1;
    const auto& window = bucket.window;
    if (!window.limit || !window.remaining || *window.limit <= 0)
        return 1;
    return *window.remaining / *window.limit;
}

QString describe(const ratelimit::BucketState& bucket, base::SteadyTime now) {
    QString text = QString::fromUtf8(bucket.host);
    const auto& window = bucket.window;
    if (window.remaining && window.limit)
        text += QStringLiteral(" %1/%2").arg(*window.remaining, 0, 'f', 0).arg(*window.limit, 0, 'f', 0);
    const auto until = bucket.notBefore && *bucket.notBefore > now ? bucket.notBefore : bucket.resetAt;
    if (until && *until > now)
        text += QStringLiteral(" · ") + tr("resets %1").arg(countdownText(*until - now));
    return text;
}

} // namespace

std::optional<ScarceLimit> scarceLimit(const std::vector<ratelimit::BucketState>& buckets, base::SteadyTime now) {
    const ratelimit::BucketState* scarcest = nullptr;
    double least = scarce;
    for (const auto& bucket : buckets) {
        const double share = shareOf(bucket, now);
        if (share <= least && (!scarcest || share < least)) {
            scarcest = &bucket;
            least = share;
        }
    }
    if (!scarcest)
        return std::nullopt;
    return ScarceLimit{describe(*scarcest, now), least <= 0};
}

} // namespace knockback::ui
