// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/BlockPattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;
using history::BlockCount;
using history::SlotSpan;

QString providerOf(const QByteArray& host) {
    return host.endsWith("hub.test") ? QStringLiteral("Hub") : QString::fromUtf8(host);
}

// 2026-11-22 12:47:30.5 UTC, a Sunday
const base::WallTime noon = base::fromEpochMs(1'795'351'650'500);
const SlotSpan halfHours{noon, 30min, 48};

TEST(SlotSpans, EndWithTheSlotThatHoldsNow) {
    for (const auto period : {Period::Hour, Period::Day, Period::Week, Period::Month})
        for (const auto offset : {0s, 3600s, -16'200s, 45'900s}) {
            const SlotSpan span = spanOf(period, noon, offset);
            EXPECT_LE(span.start(span.slots - 1), noon);
            EXPECT_GT(span.to(), noon);
            EXPECT_EQ((span.from.time_since_epoch() + offset) % span.slot, 0ms) << "a round time on the local clock";
        }
}

TEST(SlotSpans, BeginAtLocalMidnightWhereSlotsAreDays) {
    EXPECT_EQ(slotText(spanOf(Period::Month, noon, 3600s), 29, 3600s), QStringLiteral("22 Nov"));
    EXPECT_EQ(base::toEpochMs(spanOf(Period::Month, noon, 3600s).start(29)), 1'795'302'000'000);
    EXPECT_EQ(slotText(spanOf(Period::Hour, noon, 0s), 59, 0s), QStringLiteral("12:47"));
    EXPECT_EQ(slotText(spanOf(Period::Day, noon, 0s), 47, 0s), QStringLiteral("12:30"));
    EXPECT_EQ(slotText(spanOf(Period::Week, noon, 0s), 55, 0s), QStringLiteral("Sun 12:00"));
}

TEST(SlotSpans, ATimeBefore1970IsATimeToo) {
    const auto before = base::fromEpochMs(-1);
    const SlotSpan span = spanOf(Period::Hour, before, 0s);
    EXPECT_LE(span.start(59), before);
    EXPECT_GT(span.to(), before);
}

TEST(BlockPatterns, AreByCauseAndByProvider) {
    const std::vector<BlockCount> counts{
        {0, Cause::None, "api.hub.test", 10, noon},
        {0, Cause::RateLimit, "api.hub.test", 3, noon + 1s},
        {0, Cause::SuspiciousPattern, "other.test", 2, noon + 2s},
        {7, Cause::RateLimit, "uploads.hub.test", 4, noon + 4h},
        {7, Cause::ClientError, "other.test", 5, noon + 4h},
        {9, Cause::None, "quiet.test", 1, noon + 5h},
    };
    const BlockPattern pattern = patternOf(counts, halfHours, providerOf);
    EXPECT_EQ(pattern.attempts, 25);
    EXPECT_EQ(pattern.blocks, 9) << "what was served and what the application refused are no blocks";
    ASSERT_EQ(pattern.series.size(), 2U);
    EXPECT_EQ(pattern.series[0].cause, Cause::RateLimit);
    EXPECT_EQ(pattern.series[0].total, 7);
    ASSERT_EQ(pattern.series[0].counts.size(), 48U);
    EXPECT_EQ(pattern.series[0].counts[7], 4);
    EXPECT_EQ(pattern.highest, 5) << "two causes stand on one another";
    EXPECT_EQ(pattern.busiest, 0);
    ASSERT_EQ(pattern.providers.size(), 2U) << "who refused nothing is left out";
    EXPECT_EQ(pattern.providers[0].name, QStringLiteral("Hub"));
    EXPECT_EQ(pattern.providers[0].hosts.size(), 2U);
    EXPECT_EQ(pattern.providers[0].blocks, 7);
    EXPECT_EQ(pattern.providers[0].attempts, 17);
    EXPECT_EQ(pattern.providers[0].last, noon + 4h);
    EXPECT_EQ(pattern.providers[1].mainCause(), Cause::SuspiciousPattern);
}

TEST(BlockPatterns, WhatIsOutsideDoesNotCount) {
    const BlockPattern pattern =
        patternOf({{-1, Cause::RateLimit, "a", 1, noon}, {48, Cause::RateLimit, "a", 1, noon}}, halfHours, providerOf);
    EXPECT_EQ(pattern.attempts, 0);
    EXPECT_TRUE(pattern.series.empty());
    EXPECT_EQ(patternOf({}, SlotSpan{}, providerOf).busiest, -1);
}

TEST(BlockPatterns, AreSaidInASentence) {
    const SlotSpan span = spanOf(Period::Day, noon, 0s);
    const auto sentence = [&span](std::vector<BlockCount> counts) {
        return patternSentence(patternOf(counts, span, providerOf), 0s).toStdString();
    };
    EXPECT_EQ(sentence({}), "Nothing was sent in this time.");
    EXPECT_EQ(sentence({{0, Cause::None, "a", 1, noon}}), "The one attempt of this time was not turned away.");
    EXPECT_EQ(sentence({{0, Cause::None, "a", 7, noon}}), "None of 7 attempts was turned away.");
    EXPECT_EQ(sentence({{3, Cause::RateLimit, "api.hub.test", 1, noon}}), "1 of 1 attempt was turned away by Hub.");
    EXPECT_EQ(sentence({{0, Cause::None, "a", 3, noon},
                        {2, Cause::RateLimit, "api.hub.test", 4, noon},
                        {3, Cause::GeoLock, "b.test", 1, noon}}),
              "5 of 8 attempts were turned away, 4 of them by Hub; the most from 14:00 to 14:30.");
    const BlockPattern month =
        patternOf({{29, Cause::Overload, "a.test", 2, noon}}, spanOf(Period::Month, noon, 0s), providerOf);
    EXPECT_EQ(patternSentence(month, 0s).toStdString(),
              "2 of 2 attempts were turned away by a.test; the most on 22 Nov.");
}

} // namespace
} // namespace knockback::ui
