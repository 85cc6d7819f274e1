// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ScarceLimit.h"

#include "ui/limits/Starving.h"
#include "ui/widgets/Countdown.h"

#include <QCoreApplication>
#include <QStringList>

namespace knockback::ui {

using ratelimit::BucketState;

namespace {

constexpr double scarce = 0.2;

QString tr(const char* text) {
    return QCoreApplication::translate("ScarceLimit", text);
}

// How much of the bucket is left, 0 … 1; a blocked one has nothing, an unknown or a renewed one everything.
double shareOf(const BucketState& bucket, base::SteadyTime now) {
    if (bucket.notBefore && *bucket.notBefore > now)
        return 0;
    if (bucket.resetAt && *bucket.resetAt <= now)
        return 1;
    const auto& window = bucket.window;
    if (!window.limit || !window.remaining || *window.limit <= 0)
        return 1;
    return *window.remaining / *window.limit;
}

struct Candidate {
    const BucketState* bucket = nullptr;
    double share = scarce;
    int waiting = 0;
    bool starving = false;
};

bool scarcer(const Candidate& a, const Candidate& b) {
    if (a.starving != b.starving)
        return a.starving;
    return a.share != b.share ? a.share < b.share : a.waiting > b.waiting;
}

QString describe(const Candidate& scarcest, base::SteadyTime now) {
    const BucketState& bucket = *scarcest.bucket;
    QString first = QString::fromUtf8(bucket.host);
    const auto& window = bucket.window;
    if (window.remaining && window.limit)
        first += QStringLiteral(" %1/%2").arg(*window.remaining, 0, 'f', 0).arg(*window.limit, 0, 'f', 0);
    QStringList parts{first};
    if (scarcest.waiting > 0)
        parts << (scarcest.waiting == 1 ? tr("1 waits") : tr("%1 wait").arg(scarcest.waiting));
    const auto until = bucket.notBefore && *bucket.notBefore > now ? bucket.notBefore : bucket.resetAt;
    if (moodOf(bucket, now) == BucketMood::Starving)
        parts << tr("empty in %1").arg(countdownText(*bucket.exhaustedAt - now));
    else if (until && *until > now)
        parts << tr("resets %1").arg(countdownText(*until - now));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

std::optional<ScarceLimit> scarceLimit(const std::vector<BucketState>& buckets, const std::vector<WaitingLane>& waiting,
                                       base::SteadyTime now) {
    Candidate worst;
    for (const auto& bucket : buckets) {
        const int calls = waitingFor(bucket, waiting);
        const Candidate one{&bucket, shareOf(bucket, now), calls, starves(moodOf(bucket, now), calls)};
        if ((one.starving || one.share <= scarce) && (!worst.bucket || scarcer(one, worst)))
            worst = one;
    }
    if (!worst.bucket)
        return std::nullopt;
    const QString words = wordsFor(*worst.bucket, now, worst.waiting).sentence();
    return ScarceLimit{describe(worst, now), words, worst.share <= 0, worst.starving};
}

} // namespace knockback::ui
