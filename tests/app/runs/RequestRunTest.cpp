// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RequestRun.h"
#include "tests/support/SeededRandom.h"

#include <gtest/gtest.h>

#include <set>

namespace knockback::runs {

using namespace std::chrono_literals;
using journal::CallOutcome;

namespace {

RowResult ended(CallOutcome outcome, int tries = 1, int blocked = 0) {
    RowResult result;
    result.outcome = outcome;
    result.tries = tries;
    result.blocked = blocked;
    return result;
}

std::vector<std::size_t> takeAll(RequestRun& run) {
    std::vector<std::size_t> rows;
    while (const auto row = run.next())
        rows.push_back(*row);
    return rows;
}

constexpr base::SteadyTime start{1h};

} // namespace

TEST(RequestRun, AsManyGoAtOnceAsWanted) {
    RequestRun run(5, 2);
    EXPECT_TRUE(takeAll(run).empty()) << "not begun";
    run.begin(start);
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{0, 1}));
    run.finished(1, ended(CallOutcome::Ok), start + 1s);
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{2}));
    EXPECT_EQ(run.counts().running, 2u);
    EXPECT_EQ(run.counts().open, 2u);
}

TEST(RequestRun, PauseSendsNothingNewAndResumeGoesOnWhereItWas) {
    RequestRun run(4, 2);
    run.begin(start);
    takeAll(run);
    run.pause(start + 2s);
    run.calledBack(0, start + 2s);
    run.finished(1, ended(CallOutcome::Ok), start + 60s);
    EXPECT_TRUE(takeAll(run).empty());
    EXPECT_EQ(run.elapsed(start + 60s), 2s) << "the pause does not count";
    run.resume(start + 60s);
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{0, 2})) << "what was called back goes first";
}

TEST(RequestRun, StopLosesNothingAndWhatIsLeftCanBeRun) {
    RequestRun run(4, 2);
    run.begin(start);
    takeAll(run);
    run.stop(start + 1s);
    run.calledBack(0, start + 1s);
    EXPECT_EQ(run.stage(), RequestRun::Stage::Going) << "row 1 is still on the wire";
    run.finished(1, ended(CallOutcome::Ok), start + 2s);
    EXPECT_EQ(run.stage(), RequestRun::Stage::Over);
    EXPECT_EQ(run.counts().ok, 1u);
    EXPECT_EQ(run.unfinished(), 3u);
    ASSERT_TRUE(run.again(start + 9s));
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{0, 2}));
    run.finished(0, ended(CallOutcome::Ok), start + 10s);
    run.finished(2, ended(CallOutcome::Ok), start + 10s);
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{3}));
    run.finished(3, ended(CallOutcome::Ok), start + 10s);
    EXPECT_EQ(run.stage(), RequestRun::Stage::Over);
    EXPECT_FALSE(run.again(start + 11s)) << "all are good";
}

TEST(RequestRun, OnlyWhatDidNotPassRunsAgain) {
    RequestRun run(3, 3);
    run.begin(start);
    takeAll(run);
    run.finished(0, ended(CallOutcome::Blocked, 5, 5), start);
    run.finished(1, ended(CallOutcome::Fallback), start);
    run.finished(2, ended(CallOutcome::Failed), start);
    EXPECT_EQ(run.counts().blocked, 1u);
    ASSERT_TRUE(run.again(start));
    EXPECT_EQ(run.counts().blocked, 0u);
    EXPECT_EQ(run.counts().failed, 0u);
    EXPECT_EQ(run.counts().sent, 7u) << "what was sent was sent";
    EXPECT_EQ(takeAll(run), (std::vector<std::size_t>{0, 2}));
}

TEST(RequestRun, TriesAreCountedAsTheyCome) {
    RequestRun run(1, 1);
    run.begin(start);
    takeAll(run);
    run.progress(0, 1, 1, true, start + 1s);
    EXPECT_EQ(run.counts().waiting, 1u);
    EXPECT_EQ(run.counts().turnedAway, 1u);
    EXPECT_EQ(run.counts().retried, 0u);
    run.progress(0, 2, 2, true, start + 2s);
    run.finished(0, ended(CallOutcome::Ok, 3, 2), start + 3s);
    EXPECT_EQ(run.counts().sent, 3u);
    EXPECT_EQ(run.counts().retried, 2u);
    EXPECT_EQ(run.counts().turnedAway, 2u);
    EXPECT_EQ(run.counts().waiting, 0u);
}

TEST(RequestRun, TheRateIsThatOfTheLastTenSeconds) {
    RequestRun run(1000, 1000);
    run.begin(start);
    takeAll(run);
    EXPECT_EQ(run.rate(start + 1ms), 0);
    for (int i = 0; i < 100; ++i)
        run.finished(std::size_t(i), ended(CallOutcome::Ok), start + i * 100ms);
    EXPECT_NEAR(run.rate(start + 10s), 10, 0.2);
    EXPECT_NEAR(run.rate(start + 15s), 5, 0.2);
    EXPECT_EQ(run.rate(start + 30s), 0);
}

TEST(RequestRun, NothingToDoIsDone) {
    RequestRun run(0, 3);
    run.begin(start);
    EXPECT_EQ(run.stage(), RequestRun::Stage::Over);
}

// Whatever happens in whatever order: no row is sent twice without need or lost, and the counts are those of the rows.
TEST(RequestRun, CountsHoldInAThousandRandomRuns) {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        test::SeededRandom random(seed);
        const std::size_t rows = random.next() % 40;
        RequestRun run(rows, 1 + int(random.next() % 8));
        std::set<std::size_t> out;
        std::size_t most = 0;
        auto now = start;
        run.begin(now);
        const auto end = [&](std::size_t row) {
            const auto roll = random.next() % 10;
            if (roll == 0)
                run.calledBack(row, now);
            else
                run.finished(row,
                             ended(roll < 7   ? CallOutcome::Ok
                                   : roll < 8 ? CallOutcome::Blocked
                                   : roll < 9 ? CallOutcome::Failed
                                              : CallOutcome::Cancelled,
                                   1 + int(random.next() % 3), int(random.next() % 2)),
                             now);
            out.erase(row);
        };
        for (int step = 0; step < 400; ++step) {
            now += base::Milliseconds(random.next() % 700);
            while (const auto row = run.next()) {
                ASSERT_TRUE(out.insert(*row).second) << "twice at once, seed " << seed;
                ASSERT_NE(run.state(*row), RequestRun::RowState::Done);
            }
            most = std::max(most, out.size());
            const auto roll = random.next() % 40;
            if (roll == 0)
                run.pause(now);
            else if (roll == 1)
                run.stop(now);
            else if (roll == 2)
                run.again(now);
            else if (roll < 6)
                run.resume(now);
            else if (!out.empty() && roll < 12)
                run.progress(*out.begin(), 1, 1, random.next() % 2 == 0, now);
            else if (!out.empty())
                end(*std::next(out.begin(), long(random.next() % out.size())));
            RunCounts counts;
            for (std::size_t i = 0; i < rows; ++i) {
                const auto state = run.state(i);
                counts.open += state == RequestRun::RowState::Open ? 1 : 0;
                counts.waiting += state == RequestRun::RowState::Waiting ? 1 : 0;
                counts.running +=
                    state == RequestRun::RowState::Running || state == RequestRun::RowState::Waiting ? 1 : 0;
                counts.ok += state == RequestRun::RowState::Done && isGood(run.result(i)) ? 1 : 0;
            }
            ASSERT_EQ(run.counts().open, counts.open) << seed;
            ASSERT_EQ(run.counts().waiting, counts.waiting) << seed;
            ASSERT_EQ(run.counts().running, counts.running) << seed;
            ASSERT_EQ(run.counts().ok, counts.ok) << seed;
            ASSERT_EQ(run.counts().done() + run.counts().left(), rows) << seed;
            ASSERT_EQ(out.size(), counts.running) << seed;
        }
        ASSERT_LE(most, std::size_t(run.concurrency()));
        // Let it come to its end: nothing is lost.
        for (int step = 0; step < 10'000 && run.counts().ok < rows; ++step) {
            run.resume(now);
            run.again(now);
            if (const auto row = run.next())
                out.insert(*row);
            if (!out.empty()) {
                const auto row = *out.begin();
                out.erase(row);
                run.finished(row, ended(CallOutcome::Ok), now);
            }
        }
        ASSERT_EQ(run.counts().ok, rows) << seed;
        ASSERT_EQ(run.stage(), RequestRun::Stage::Over);
    }
}

TEST(AnswerBars, KeepsEveryAnswerHoweverLongItTakes) {
    test::SeededRandom random(3);
    AnswerBars bars;
    int sum = 0;
    for (base::Nanoseconds at{0}; at < 3h; at += base::Milliseconds(random.next() % 9000)) {
        bars.add(at, static_cast<AnswerBars::Kind>(random.next() % 3));
        ++sum;
    }
    int kept = 0;
    for (const auto& bar : bars.bars())
        kept += bar.sum();
    EXPECT_EQ(kept, sum);
    EXPECT_LE(bars.bars().size(), AnswerBars::most);
    EXPECT_GT(bars.bars().size(), AnswerBars::most / 2 - 1);
    EXPECT_GT(bars.highest(), 1);
}

} // namespace knockback::runs
