// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/RowSpans.h"
#include "tests/app/timeline/RandomTrack.h"

#include <gtest/gtest.h>

#include <cmath>

namespace knockback::timeline {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;

constexpr double left = 104.0;
constexpr double width = 400.0;

// A look at every bar, as plain as can be.
struct BruteForce {
    std::vector<Column> columns = std::vector<Column>(static_cast<std::size_t>(width));
    std::vector<std::size_t> wide;
    std::vector<Severity> truth = std::vector<Severity>(static_cast<std::size_t>(width)); // of all bars, wide or not

    BruteForce(const Track& track, const TimeAxis& axis) {
        for (std::size_t i = 0; i < track.bars().size(); ++i) {
            const Bar& bar = track.bars()[i];
            if (bar.start() > axis.range.end || bar.end() < axis.range.begin)
                continue;
            const double from = axis.x(bar.start());
            const double to = axis.x(bar.end());
            const bool isWide = to - from >= widePixels;
            if (isWide)
                wide.push_back(i);
            for (double x = std::max(std::floor(from), left); x <= std::min(std::floor(to), left + width - 1); ++x) {
                const auto column = static_cast<std::size_t>(x - left);
                truth[column] = std::max(truth[column], bar.severity());
                if (isWide)
                    continue;
                columns[column].worst = std::max(columns[column].worst, bar.severity());
                columns[column].count +=
                    x == std::max(std::floor(from), left) && bar.kind() == BarKind::Attempt ? 1 : 0;
            }
        }
    }
};

TimeAxis randomAxis(const Track& track, test::SeededRandom& random) {
    const auto whole = track.end() - SteadyTime(1s);
    const auto span = std::max<base::Nanoseconds>(whole / (1LL << (random.next() % 20)), 1us);
    const auto slack = static_cast<std::uint64_t>(std::max<long long>((whole - span).count(), 1));
    const auto begin = SteadyTime(1s) + base::Nanoseconds(random.next() % slack);
    return {{begin, begin + span}, left, width};
}

// What a reader sees at each column once the spans are painted.
std::vector<Severity> painted(const std::vector<Span>& spans) {
    std::vector<Severity> columns(static_cast<std::size_t>(width), Severity::Nothing);
    for (const Span& span : spans)
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double x = left + static_cast<double>(i);
            if (span.left < x + 1 && span.right > x)
                columns[i] = std::max(columns[i], span.severity);
        }
    return columns;
}

class AtRandomZooms : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Fold, AtRandomZooms, testing::Range(1, 9));

TEST_P(AtRandomZooms, EqualsALookAtEveryBar) {
    test::SeededRandom random(static_cast<std::uint64_t>(GetParam()));
    const Track track = test::randomTrack(4000, random);
    FoldedTrack folded;
    for (int i = 0; i < 40; ++i) {
        const TimeAxis axis = randomAxis(track, random);
        fold(track, axis, folded);
        const BruteForce wanted(track, axis);
        EXPECT_EQ(folded.wide, wanted.wide);
        ASSERT_EQ(folded.columns.size(), wanted.columns.size());
        for (std::size_t c = 0; c < folded.columns.size(); ++c) {
            ASSERT_EQ(folded.columns[c].worst, wanted.columns[c].worst) << "column " << c;
            ASSERT_EQ(folded.columns[c].count, wanted.columns[c].count) << "column " << c;
        }
    }
}

TEST_P(AtRandomZooms, NoFailureIsHiddenAndNothingOverlaps) {
    test::SeededRandom random(static_cast<std::uint64_t>(100 + GetParam()));
    const Track track = test::randomTrack(4000, random);
    FoldedTrack scratch;
    std::size_t failing = 0;
    for (int i = 0; i < 40; ++i) {
        LayoutRequest request;
        request.axis = randomAxis(track, random);
        std::vector<Span> spans;
        rowSpans(track, request, scratch, spans);
        for (std::size_t s = 1; s < spans.size(); ++s)
            ASSERT_LE(spans[s - 1].right, spans[s].left + 1e-6);
        const auto seen = painted(spans);
        const BruteForce truth(track, request.axis);
        for (std::size_t c = 0; c < truth.truth.size(); ++c) {
            if (!isFailure(truth.truth[c]))
                continue;
            ++failing;
            const std::size_t before = c == 0 ? 0 : c - 1;
            const std::size_t after = std::min(c + 1, seen.size() - 1);
            EXPECT_TRUE(std::max({seen[before], seen[c], seen[after]}) >= truth.truth[c])
                << "a failure is hidden at column " << c << " of view " << i;
        }
    }
    EXPECT_GT(failing, 100U) << "the test must have seen failures";
}

TEST(RowSpans, GivesALonelyAttemptRoomForItsStatus) {
    Track track;
    http::Timing timing;
    timing.total = 180ms;
    for (const auto at : {10s, 40s, 41s})
        track.append(Bar::attempt(SteadyTime(at), timing, Severity::Ok, 200, 0));
    LayoutRequest request;
    request.axis = {{SteadyTime(0s), SteadyTime(100s)}, left, width};
    FoldedTrack scratch;
    std::vector<Span> spans;
    rowSpans(track, request, scratch, spans);
    ASSERT_EQ(spans.size(), 3U);
    EXPECT_TRUE(spans[0].stretched);
    EXPECT_EQ(spans[0].right - spans[0].left, request.metrics.labelledWidth);
    EXPECT_LT(spans[1].right, spans[2].left) << "but not over its neighbour";
    EXPECT_EQ(spans[2].kind, SpanKind::Attempt);
}

TEST(RowSpans, AWaitIsSeenFromWhereTheStretchedBarEnds) {
    Track track;
    http::Timing timing;
    timing.total = 200ms;
    track.append(Bar::attempt(SteadyTime(10s), timing, Severity::RateLimit, 429, 0));
    track.append(Bar::wait({SteadyTime(10s + 200ms), SteadyTime(51s)}, journal::WaitReason::RetryAfter, 0));
    track.append(Bar::attempt(SteadyTime(51s), timing, Severity::Ok, 200, 0));
    LayoutRequest request;
    request.axis = {{SteadyTime(0s), SteadyTime(100s)}, left, width};
    FoldedTrack scratch;
    std::vector<Span> spans;
    rowSpans(track, request, scratch, spans);
    ASSERT_EQ(spans.size(), 3U);
    EXPECT_EQ(spans[0].right - spans[0].left, request.metrics.labelledWidth);
    EXPECT_EQ(spans[1].kind, SpanKind::Wait);
    EXPECT_EQ(spans[1].left, spans[0].right);
    EXPECT_NEAR(spans[1].right, request.axis.x(SteadyTime(51s)), 1);
}

TEST(RowSpans, CountsWhatSharesADot) {
    Track track;
    http::Timing timing;
    timing.total = 1ms;
    for (int i = 0; i < 5; ++i)
        track.append(
            Bar::attempt(SteadyTime(10s + i * 10ms), timing, i == 3 ? Severity::RateLimit : Severity::Ok, 200, 0));
    LayoutRequest request;
    request.axis = {{SteadyTime(0s), SteadyTime(100s)}, left, width};
    FoldedTrack scratch;
    std::vector<Span> spans;
    rowSpans(track, request, scratch, spans);
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].kind, SpanKind::Fold);
    EXPECT_EQ(spans[0].count, 5U);
    EXPECT_EQ(spans[0].severity, Severity::RateLimit);
}

TEST(RowSpans, RunningBarsReachNowAndWaitsTheirEnd) {
    LayoutRequest request;
    request.axis = {{SteadyTime(0s), SteadyTime(100s)}, left, width};
    request.now = SteadyTime(50s);
    FoldedTrack scratch;
    Track sending;
    sending.setRunning(Bar::attempt(SteadyTime(20s), {}, Severity::Ok, 0, 0));
    std::vector<Span> spans;
    rowSpans(sending, request, scratch, spans);
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_TRUE(spans[0].running);
    EXPECT_DOUBLE_EQ(spans[0].right, request.axis.x(request.now));

    Track waiting;
    waiting.setRunning(Bar::wait({SteadyTime(20s), SteadyTime(80s)}, journal::WaitReason::RetryAfter, 0));
    spans.clear();
    rowSpans(waiting, request, scratch, spans);
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_DOUBLE_EQ(spans[0].right, request.axis.x(SteadyTime(80s))) << "past now, to where it is due";
}

} // namespace
} // namespace knockback::timeline
