// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/BlockPattern.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <map>

namespace knockback::ui {

using namespace std::chrono_literals;

namespace {

struct Grid {
    base::Milliseconds slot;
    int slots;
};

Grid gridOf(Period period) {
    switch (period) {
    case Period::Hour:
        return {1min, 60};
    case Period::Day:
        return {30min, 48};
    case Period::Week:
        return {3h, 56};
    case Period::Month:
        return {24h, 30};
    }
    return {};
}

std::size_t index(diagnosis::Cause cause) {
    return static_cast<std::size_t>(cause);
}

} // namespace

history::SlotSpan spanOf(Period period, base::WallTime now, base::Seconds utcOffset) {
    const auto [slot, slots] = gridOf(period);
    const auto local = std::chrono::floor<base::Milliseconds>(now.time_since_epoch()) + utcOffset;
    const auto since = (local % slot + slot) % slot; // also before 1970
    return {base::WallTime(local - since - (slots - 1) * slot - utcOffset), slot, slots};
}

diagnosis::Cause ProviderBlocks::mainCause() const {
    return static_cast<diagnosis::Cause>(std::max_element(byCause.begin(), byCause.end()) - byCause.begin());
}

BlockPattern patternOf(const std::vector<history::BlockCount>& counts, const history::SlotSpan& span,
                       const std::function<QString(const QByteArray& host)>& nameOf) {
    BlockPattern pattern;
    pattern.span = span;
    const auto slots = static_cast<std::size_t>(std::max(span.slots, 0));
    std::map<QString, ProviderBlocks> providers;
    std::map<diagnosis::Cause, CauseSeries> series;
    std::vector<qint64> sums(slots);
    for (const auto& count : counts) {
        if (count.slot < 0 || count.slot >= span.slots)
            continue;
        const QString name = nameOf(count.host);
        auto& provider = providers[name];
        provider.name = name;
        if (std::find(provider.hosts.begin(), provider.hosts.end(), count.host) == provider.hosts.end())
            provider.hosts.push_back(count.host);
        provider.attempts += count.count;
        pattern.attempts += count.count;
        if (!diagnosis::isBlock(count.cause))
            continue;
        provider.blocks += count.count;
        provider.byCause.at(index(count.cause)) += count.count;
        provider.last = std::max(provider.last, count.last);
        auto& line = series[count.cause];
        line.cause = count.cause;
        line.counts.resize(slots);
        line.counts[static_cast<std::size_t>(count.slot)] += count.count;
        line.total += count.count;
        sums[static_cast<std::size_t>(count.slot)] += count.count;
        pattern.blocks += count.count;
    }
    for (auto& [cause, line] : series)
        pattern.series.push_back(std::move(line));
    for (auto& [name, provider] : providers)
        if (provider.blocks > 0)
            pattern.providers.push_back(std::move(provider));
    std::stable_sort(pattern.providers.begin(), pattern.providers.end(),
                     [](const auto& a, const auto& b) { return a.blocks > b.blocks; });
    if (const auto top = std::max_element(sums.begin(), sums.end()); top != sums.end() && *top > 0) {
        pattern.highest = *top;
        pattern.busiest = static_cast<int>(top - sums.begin());
    }
    return pattern;
}

QString slotText(const history::SlotSpan& span, int slot, base::Seconds utcOffset) {
    const auto at = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(span.start(slot)), Qt::OffsetFromUTC,
                                                   static_cast<int>(utcOffset.count()));
    const QString format = span.slot >= 24h  ? QStringLiteral("d MMM")
                           : span.slot >= 1h ? QStringLiteral("ddd HH:mm")
                                             : QStringLiteral("HH:mm");
    return QLocale::c().toString(at, format);
}

QString patternSentence(const BlockPattern& pattern, base::Seconds utcOffset) {
    if (pattern.attempts == 0)
        return QStringLiteral("Nothing was sent in this time.");
    if (pattern.blocks == 0)
        return pattern.attempts == 1 ? QStringLiteral("The one attempt of this time was not turned away.")
                                     : QStringLiteral("None of %1 attempts was turned away.").arg(pattern.attempts);
    QString sentence = QStringLiteral("%1 of %2 attempt%3 %4 turned away")
                           .arg(pattern.blocks)
                           .arg(pattern.attempts)
                           .arg(pattern.attempts == 1 ? QString() : QStringLiteral("s"),
                                pattern.blocks == 1 ? QStringLiteral("was") : QStringLiteral("were"));
    const auto& first = pattern.providers.front();
    if (pattern.providers.size() == 1)
        sentence += QStringLiteral(" by %1").arg(first.name);
    else
        sentence += QStringLiteral(", %1 of them by %2").arg(first.blocks).arg(first.name);
    if (pattern.blocks > 1) {
        const QString begin = slotText(pattern.span, pattern.busiest, utcOffset);
        sentence += pattern.span.slot >= 24h ? QStringLiteral("; the most on %1").arg(begin)
                                             : QStringLiteral("; the most from %1 to %2")
                                                   .arg(begin, slotText(pattern.span, pattern.busiest + 1, utcOffset));
    }
    return sentence + u'.';
}

} // namespace knockback::ui
