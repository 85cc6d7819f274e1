// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"

#include "tests/support/VirtualScheduler.h"

#include <thread>

namespace knockback::journal {

namespace {
EventBody started(std::uint64_t call) {
    return CallStarted{{call}, {}, "GET", "http://localhost/"};
}
} // namespace

TEST(Journal, numbersWithoutGapsAndStampsTime) {
    test::FakeClock clock;
    Journal journal(clock);
    EXPECT_EQ(journal.append(started(1)), 1u);
    clock.advance(std::chrono::seconds(2));
    EXPECT_EQ(journal.append(started(2)), 2u);
    const auto events = journal.since(0);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].at - events[0].at, std::chrono::seconds(2));
    EXPECT_EQ(events[1].wall - events[0].wall, std::chrono::seconds(2));
}

TEST(Journal, readersPullWhatTheyHaveNotSeen) {
    test::FakeClock clock;
    Journal journal(clock);
    EXPECT_TRUE(journal.since(0).empty());
    for (std::uint64_t i = 1; i <= 5; ++i)
        journal.append(started(i));
    const auto some = journal.since(2, 2);
    ASSERT_EQ(some.size(), 2u);
    EXPECT_EQ(some.front().sequence, 3u);
    EXPECT_EQ(journal.since(4).size(), 1u);
    EXPECT_TRUE(journal.since(5).empty());
    EXPECT_TRUE(journal.since(99).empty());
}

TEST(Journal, forgetsTheOldestBeyondItsCapacity) {
    test::FakeClock clock;
    Journal journal(clock, 3);
    for (std::uint64_t i = 1; i <= 10; ++i)
        journal.append(started(i));
    const auto events = journal.since(0);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events.front().sequence, 8u);
    EXPECT_EQ(journal.since(8).size(), 2u);
    EXPECT_EQ(journal.lastSequence(), 10u);
}

TEST(Journal, threadsMayAppendAndReadAtOnce) {
    test::FakeClock clock;
    Journal journal(clock);
    std::atomic<int> woken{0};
    journal.onAppended([&] { ++woken; });
    constexpr int perThread = 2'000;
    std::vector<std::thread> writers;
    for (int t = 0; t < 3; ++t)
        writers.emplace_back([&] {
            for (int i = 0; i < perThread; ++i)
                journal.append(started(1));
        });
    std::uint64_t seen = 0;
    while (seen < 3 * perThread)
        for (const auto& event : journal.since(seen)) {
            ASSERT_EQ(event.sequence, seen + 1);
            seen = event.sequence;
        }
    for (auto& writer : writers)
        writer.join();
    EXPECT_EQ(woken.load(), 3 * perThread);
}

} // namespace knockback::journal
