// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketWords.h"

#include "app/retry/DurationText.h"
#include "ui/widgets/Countdown.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace knockback::ui {

using ratelimit::BucketState;

namespace {

// Beyond this a limit is a way to say that there is none.
constexpr double endless = 1e15;

QString tr(const char* text) {
    return QCoreApplication::translate("Limits", text);
}

QString perWindow(double seconds) {
    if (seconds == 1)
        return tr("per second");
    if (seconds == 60)
        return tr("per minute");
    if (seconds == 3600)
        return tr("per hour");
    if (seconds == 86400)
        return tr("per day");
    // Whatever a server announces, the clock's range is not left.
    const auto length = base::Milliseconds(std::llround(std::clamp(seconds, 0.0, 1e9) * 1000));
    return tr("per %1").arg(retry::durationText(length));
}

QString rateOf(const BucketState& bucket) {
    QStringList parts;
    if (bucket.window.limit && *bucket.window.limit < endless) {
        QString rate = numberText(*bucket.window.limit);
        if (!bucket.window.unit.isEmpty() && bucket.window.unit != QStringLiteral("requests"))
            rate += QLatin1Char(' ') + bucket.window.unit;
        if (bucket.window.windowSeconds)
            rate += QLatin1Char(' ') + perWindow(*bucket.window.windowSeconds);
        parts << rate;
    } else if (!bucket.window.limit) {
        parts << tr("limit not announced");
    } else {
        parts << tr("no limit");
    }
    if (!bucket.key.partition.isEmpty())
        parts << bucket.key.partition;
    return parts.join(QStringLiteral(" · "));
}

void addState(BucketWords& words, const BucketState& bucket, base::SteadyTime now) {
    if (bucket.blocked && bucket.notBefore && *bucket.notBefore > now) {
        words.state = tr("blocked, retry in");
        words.countdown = countdownText(*bucket.notBefore - now);
    } else if (bucket.resetAt && *bucket.resetAt > now) {
        words.state = tr("resets in");
        words.countdown = countdownText(*bucket.resetAt - now);
    } else if (bucket.resetAt) {
        words.state = tr("has reset, not asked since");
    } else if (bucket.blocked) {
        words.state = tr("blocked, no time given");
    } else if (bucket.window.limit && bucket.window.remaining == bucket.window.limit) {
        words.state = tr("full");
    } else if (moodOf(bucket, now) != BucketMood::Unlimited) {
        words.state = tr("reset not announced");
    }
}

} // namespace

QString numberText(double number) {
    const bool whole = std::floor(number) == number;
    return QLocale(QLocale::English).toString(number, 'f', whole ? 0 : 1);
}

BucketMood moodOf(const BucketState& bucket, base::SteadyTime now) {
    const auto& window = bucket.window;
    const bool over = bucket.resetAt && *bucket.resetAt <= now;
    if (bucket.blocked && (!bucket.notBefore || *bucket.notBefore > now))
        return BucketMood::Blocked;
    if (window.limit && *window.limit >= endless)
        return BucketMood::Unlimited;
    if (!window.remaining)
        return BucketMood::Unknown;
    if (*window.remaining <= 0)
        return over ? BucketMood::Fine : BucketMood::Empty;
    return bucket.exhaustedAt && *bucket.exhaustedAt > now && !over ? BucketMood::Starving : BucketMood::Fine;
}

BucketWords wordsFor(const BucketState& bucket, base::SteadyTime now) {
    BucketWords words;
    words.name = bucket.label.isEmpty() ? bucket.key.name : bucket.label;
    const BucketMood mood = moodOf(bucket, now);
    const auto& window = bucket.window;
    if (mood == BucketMood::Unlimited) {
        words.big = QStringLiteral("∞");
    } else {
        words.big = window.remaining ? QString::number(*window.remaining, 'f', 0) : QStringLiteral("?");
        if (window.limit)
            words.small = tr("of %1").arg(QString::number(*window.limit, 'f', 0));
    }
    words.rate = rateOf(bucket);
    addState(words, bucket, now);
    if (mood == BucketMood::Starving)
        words.extra = tr("empty in %1 at this pace").arg(countdownText(*bucket.exhaustedAt - now));
    else if (bucket.inFlight > 0)
        words.extra = tr("%1 in flight").arg(bucket.inFlight);
    return words;
}

QString BucketWords::sentence() const {
    QStringList parts{name + QStringLiteral(": ") + big + QLatin1Char(' ') +
                          (small.isEmpty() ? tr("left") : small + tr(" left")),
                      rate};
    if (!state.isEmpty())
        parts << (countdown.isEmpty() ? state : state + QLatin1Char(' ') + countdown);
    if (!extra.isEmpty())
        parts << extra;
    return parts.join(QStringLiteral(", "));
}

} // namespace knockback::ui
