// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketWords.h"

#include "app/retry/DurationText.h"
#include "ui/limits/Starving.h"
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

// The window of a learned rate, short enough for the gauge.
QString shortWindow(double seconds) {
    return seconds <= 1 ? tr("/ s") : seconds <= 60 ? tr("/ min") : tr("/ h");
}

QString partitionOf(const BucketState& bucket) {
    if (!bucket.key.partition.isEmpty())
        return bucket.key.partition;
    return bucket.window.scope == ratelimit::QuotaScope::Address ? tr("per IP") : QString();
}

QString rateOf(const BucketState& bucket) {
    QStringList parts;
    if (bucket.learned) {
        parts << tr("learned from blocks");
        if (!bucket.key.partition.isEmpty())
            parts << bucket.key.partition;
        return parts.join(QStringLiteral(" · "));
    }
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
    if (const QString partition = partitionOf(bucket); !partition.isEmpty())
        parts << partition;
    return parts.join(QStringLiteral(" · "));
}

// What the gauge says in its middle.
void addNumbers(BucketWords& words, const BucketState& bucket, BucketMood mood) {
    const auto& window = bucket.window;
    if (mood == BucketMood::Unlimited) {
        words.big = QStringLiteral("∞");
    } else if (bucket.learned) {
        words.big = QStringLiteral("≈") + QString::number(window.limit.value_or(0), 'f', window.limit < 10 ? 1 : 0);
        words.small = shortWindow(window.windowSeconds.value_or(1));
    } else if (window.unit == QStringLiteral("percent") && window.remaining) {
        words.big = QString::number(*window.remaining, 'f', 0) + QLatin1Char('%');
        words.small = tr("left");
    } else if (window.used && !window.remaining) {
        words.big = QString::number(*window.used, 'f', 0);
        words.small = tr("used");
    } else {
        words.big = window.remaining ? QString::number(std::floor(*window.remaining), 'f', 0) : QStringLiteral("?");
        if (window.limit)
            words.small = tr("of %1").arg(QString::number(*window.limit, 'f', 0));
    }
}

// The fourth line: the most pressing of what else there is to say.
QString extraOf(const BucketState& bucket, BucketMood mood, base::SteadyTime now, int waiting) {
    QStringList pressing;
    if (mood == BucketMood::Starving)
        pressing << tr("empty in %1 at this pace").arg(countdownText(*bucket.exhaustedAt - now));
    if (waiting > 0)
        pressing << (waiting == 1 ? tr("1 call waits") : tr("%1 calls wait").arg(waiting));
    if (!pressing.isEmpty())
        return pressing.join(QStringLiteral(" · "));
    if (!bucket.window.conflict.isEmpty())
        return tr("conflict: %1").arg(bucket.window.conflict);
    if (bucket.inFlight > 0)
        return tr("%1 in flight").arg(bucket.inFlight);
    return bucket.window.source.isEmpty() ? QString() : tr("from %1").arg(bucket.window.source);
}

QString tagOf(const BucketState& bucket, BucketMood mood, int waiting) {
    if (starves(mood, waiting))
        return tr("starving");
    if (mood == BucketMood::Blocked)
        return tr("blocked");
    if (mood == BucketMood::Empty)
        return tr("empty");
    if (mood == BucketMood::Conflicting)
        return tr("conflict");
    if (bucket.learned)
        return tr("learned");
    if (mood == BucketMood::Unlimited)
        return tr("no limit");
    return mood == BucketMood::Unknown ? tr("unknown") : QString();
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
    } else if (bucket.learned) {
        words.state = tr("estimated, not announced");
    } else if (bucket.window.refillPerSecond) {
        words.state = tr("%1 per second come back").arg(numberText(*bucket.window.refillPerSecond));
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
    if (*window.remaining <= 0 && !bucket.learned)
        return over ? BucketMood::Fine : BucketMood::Empty;
    if (bucket.exhaustedAt && *bucket.exhaustedAt > now && !over && !bucket.learned)
        return BucketMood::Starving;
    return window.conflict.isEmpty() ? BucketMood::Fine : BucketMood::Conflicting;
}

BucketWords wordsFor(const BucketState& bucket, base::SteadyTime now, int waiting) {
    BucketWords words;
    words.name = bucket.label.isEmpty() ? bucket.key.name : bucket.label;
    if (const QString host = QString::fromUtf8(bucket.host); host != words.name)
        words.host = host;
    const BucketMood mood = moodOf(bucket, now);
    words.tag = tagOf(bucket, mood, waiting);
    words.learned = bucket.learned;
    addNumbers(words, bucket, mood);
    words.rate = rateOf(bucket);
    addState(words, bucket, now);
    words.extra = extraOf(bucket, mood, now, waiting);
    return words;
}

QString detailsOf(const BucketState& bucket, base::SteadyTime now) {
    QStringList lines;
    const auto& window = bucket.window;
    if (!bucket.host.isEmpty())
        lines << tr("Host: %1").arg(QString::fromUtf8(bucket.host));
    if (window.windowSeconds)
        lines << tr("Window: %1").arg(perWindow(*window.windowSeconds));
    if (const QString partition = partitionOf(bucket); !partition.isEmpty())
        lines << tr("Counted for: %1").arg(partition);
    if (!window.source.isEmpty())
        lines << tr("Read from: %1").arg(window.source);
    if (bucket.learned)
        lines << tr("Learned from blocks: the server announces no limit.");
    if (!window.conflict.isEmpty())
        lines << tr("The same answer contradicts itself: %1.").arg(window.conflict);
    if (bucket.exhaustion && bucket.exhaustion->at > now) {
        const bool open = bucket.exhaustion->latest == base::SteadyTime::max();
        const QString from = countdownText(std::max(base::Nanoseconds(0), bucket.exhaustion->earliest - now));
        lines << (open ? tr("Empty in %1 at the earliest").arg(from)
                       : tr("Empty in %1 to %2").arg(from, countdownText(bucket.exhaustion->latest - now)));
    }
    lines << tr("Click for what was left over time.");
    return lines.join(QLatin1Char('\n'));
}

QString BucketWords::sentence() const {
    const bool alone = small.isEmpty() || small == tr("left");
    const QString counted = alone ? tr("left") : learned || small == tr("used") ? small : small + tr(" left");
    QStringList parts{name + QStringLiteral(": ") + big + QLatin1Char(' ') + counted, rate};
    if (!tag.isEmpty() && !learned) // which the rate says
        parts.insert(1, tag);
    if (!host.isEmpty())
        parts << host;
    if (!state.isEmpty())
        parts << (countdown.isEmpty() ? state : state + QLatin1Char(' ') + countdown);
    if (!extra.isEmpty())
        parts << extra;
    return parts.join(QStringLiteral(", "));
}

} // namespace knockback::ui
