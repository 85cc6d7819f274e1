// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/LaneAssigner.h"
#include "app/timeline/RowSpans.h"
#include "tests/app/timeline/RandomTrack.h"

#include <gtest/gtest.h>

#include <cmath>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;
using diagnosis::Cause;

TEST(Bar, KeepsItsFactsInFortyBytes) {
    http::Timing timing;
    timing.dns = 1ms;
    timing.connect = 2ms;
    timing.wait = 100ms;
    timing.total = 150ms;
    const Bar bar = Bar::attempt(SteadyTime(5s), timing, Severity::RateLimit, 429, 17);
    EXPECT_EQ(bar.end(), SteadyTime(5s + 150ms));
    EXPECT_EQ(bar.status(), 429);
    EXPECT_EQ(bar.side(), 17U);
    const auto phases = bar.phases();
    EXPECT_EQ(phases[0], 1ms);
    EXPECT_EQ(phases[2], 0ms);
    EXPECT_EQ(phases[4], 100ms);
    EXPECT_EQ(phases[5], 47ms) << "receiving is what is left";

    const Bar wait = Bar::wait({SteadyTime(1s), SteadyTime(1s + 24h)}, journal::WaitReason::QuotaReset, 3);
    EXPECT_EQ(wait.duration(), 24h);
    EXPECT_EQ(wait.reason(), journal::WaitReason::QuotaReset);
}

TEST(Bar, BoundsWhatDoesNotFit) {
    http::Timing timing;
    timing.total = 100h;
    timing.dns = -5ms;
    timing.wait = 200h;
    const Bar bar = Bar::attempt(SteadyTime(0s), timing, Severity::Ok, 70000, 0);
    EXPECT_GT(bar.duration(), 1h);
    EXPECT_EQ(bar.status(), 999);
    base::Microseconds sum{0};
    for (const auto phase : bar.phases()) {
        EXPECT_GE(phase.count(), 0);
        sum += phase;
    }
    EXPECT_EQ(sum, bar.duration()) << "phases never exceed the whole";
    EXPECT_EQ(Bar::wait({SteadyTime(9s), SteadyTime(1s)}, journal::WaitReason::Backoff, 0).duration(), 0s);
}

TEST(Track, PyramidSaysWhatALookAtEveryBarSays) {
    test::SeededRandom random(3);
    Track track;
    for (int i = 0; i < 5000; ++i) {
        test::appendRandom(track, random);
        if (i % 97 != 0)
            continue;
        std::size_t bars = Track::fanOut;
        for (const auto& level : track.levels()) {
            for (std::size_t n = 0; n < level.size(); ++n) {
                Severity worst = Severity::Nothing;
                std::uint32_t attempts = 0;
                const std::size_t end = std::min((n + 1) * bars, track.bars().size());
                for (std::size_t b = n * bars; b < end; ++b) {
                    worst = std::max(worst, track.bars()[b].severity());
                    attempts += track.bars()[b].kind() == BarKind::Attempt ? 1 : 0;
                }
                ASSERT_EQ(level[n].worst, worst);
                ASSERT_EQ(level[n].count, attempts);
                ASSERT_EQ(level[n].begin, track.bars()[n * bars].start());
                ASSERT_EQ(level[n].end, track.bars()[end - 1].end());
            }
            bars *= Track::fanOut;
        }
        ASSERT_EQ(track.levels().back().size(), 1U) << "one node stands over everything";
    }
}

TEST(Track, FindsTheFirstOfTheWorst) {
    test::SeededRandom random(4);
    const Track track = test::randomTrack(3000, random);
    const auto& bars = track.bars();
    for (int i = 0; i < 500; ++i) {
        const std::size_t a = random.next() % bars.size();
        const std::size_t b = std::min(a + random.next() % 200, bars.size() - 1);
        const TimeRange range{bars[a].start(), bars[b].end()};
        std::optional<std::size_t> wanted;
        for (std::size_t j = 0; j < bars.size(); ++j)
            if (bars[j].start() <= range.end && bars[j].end() >= range.begin &&
                (!wanted || bars[j].severity() > bars[*wanted].severity()))
                wanted = j;
        EXPECT_EQ(track.worstIn(range), wanted);
    }
    EXPECT_FALSE(track.worstIn({SteadyTime(-2s), SteadyTime(-1s)}).has_value());
    EXPECT_FALSE(Track().worstIn({SteadyTime(0s), SteadyTime(1s)}).has_value());
}

TEST(LaneAssigner, OverlappingBarsNeverShareARow) {
    test::SeededRandom random(5);
    std::vector<Track> rows;
    SteadyTime start(0s);
    for (int i = 0; i < 2000; ++i) {
        start += base::Milliseconds(random.next() % 50);
        const std::size_t row = rowFor(rows, start, random.next() % 4);
        ASSERT_TRUE(rows[row].fits(start));
        http::Timing timing;
        timing.total = base::Milliseconds(random.next() % 200);
        rows[row].append(Bar::attempt(start, timing, Severity::Ok, 200, 0));
    }
    EXPECT_GT(rows.size(), 2U);
    EXPECT_LT(rows.size(), 20U) << "freed rows are used again";
}

TEST(LaneAssigner, ACallStaysInItsRowWhenItCan) {
    std::vector<Track> rows(3);
    EXPECT_EQ(rowFor(rows, SteadyTime(1s), 2), 2U);
    rows[2].setRunning(Bar::attempt(SteadyTime(1s), {}, Severity::Ok, 0, 0));
    EXPECT_EQ(rowFor(rows, SteadyTime(2s), 2), 0U) << "a running bar has no end yet";
    EXPECT_EQ(rowFor(rows, SteadyTime(2s), 77), 0U);
}

} // namespace
} // namespace knockback::timeline
