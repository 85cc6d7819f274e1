// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/BlockCount.h"

#include <QString>
#include <QStringList>

#include <array>
#include <functional>
#include <vector>

namespace knockback::ui {

enum class Period { Hour, Day, Week, Month };

// The last hour in minutes, day in half hours, week in 3 hours, 30 days in days: ends with the slot that holds `now`.
// Slots begin where they do on a local clock that is `utcOffset` ahead.
[[nodiscard]] history::SlotSpan spanOf(Period period, base::WallTime now, base::Seconds utcOffset);

// One provider's part of a stretch of time.
struct ProviderBlocks {
    QString name;
    std::vector<QByteArray> hosts;
    std::array<qint64, 8> byCause{}; // in the order of diagnosis::Cause; of blocks only
    qint64 blocks = 0;
    qint64 attempts = 0;
    base::WallTime last{}; // block

    // What it turned requests away for most.
    [[nodiscard]] diagnosis::Cause mainCause() const;
};

// One colour of the chart.
struct CauseSeries {
    diagnosis::Cause cause = diagnosis::Cause::None;
    std::vector<qint64> counts; // one a slot
    qint64 total = 0;
};

// The blocks of a stretch of time by cause and by provider, ready to be drawn.
struct BlockPattern {
    history::SlotSpan span;
    std::vector<CauseSeries> series;       // those with a block, in the order of diagnosis::Cause
    std::vector<ProviderBlocks> providers; // those with a block, the most first
    qint64 blocks = 0;
    qint64 attempts = 0;
    qint64 highest = 0; // blocks in one slot
    int busiest = -1;   // that slot; the first of several, -1 = none
};

// `nameOf` says whose host it is.
[[nodiscard]] BlockPattern patternOf(const std::vector<history::BlockCount>& counts, const history::SlotSpan& span,
                                     const std::function<QString(const QByteArray& host)>& nameOf);

// "41 of 320 attempts were turned away, 38 of them by GitHub; most of them from 14:00 to 14:30."
[[nodiscard]] QString patternSentence(const BlockPattern& pattern, base::Seconds utcOffset);
// "14:00", "Tue 03:00", "22 Nov": where slots are as long as in `span`.
[[nodiscard]] QString slotText(const history::SlotSpan& span, int slot, base::Seconds utcOffset);

} // namespace knockback::ui
