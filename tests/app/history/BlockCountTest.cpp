// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

#include <map>
#include <tuple>

namespace knockback::history {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;

class BlockCounts : public HistoryTest {
protected:
    void SetUp() override { open(); }
    [[nodiscard]] static SlotSpan minutes(base::WallTime from, int count) { return {from, 60s, count}; }
};

TEST_F(BlockCounts, AreBySlotCauseAndHost) {
    const base::WallTime from = clock.wallNow();
    add({.url = "https://a.example/1", .status = 429, .cause = Cause::RateLimit});
    add({.url = "https://a.example/2", .status = 429, .cause = Cause::RateLimit});
    add({.url = "https://b.example/", .status = 429, .cause = Cause::RateLimit});
    clock.advance(59s);
    add({.url = "https://a.example/", .status = 200});
    clock.advance(1s);
    add({.url = "https://a.example/", .status = 503, .cause = Cause::Overload});
    const auto counts = written()->blockCounts(minutes(from, 2));
    ASSERT_EQ(counts.size(), 4U);
    EXPECT_EQ(counts[0].cause, Cause::None);
    EXPECT_EQ(counts[0].last, from + 59s);
    EXPECT_EQ(counts[1].host, "a.example");
    EXPECT_EQ(counts[1].count, 2);
    EXPECT_EQ(counts[2].host, "b.example");
    EXPECT_EQ(counts[3].slot, 1) << "the second minute begins at its first millisecond";
    EXPECT_EQ(counts[3].cause, Cause::Overload);
}

TEST_F(BlockCounts, LeaveOutWhatIsOutside) {
    const base::WallTime from = clock.wallNow();
    add({.status = 429, .cause = Cause::RateLimit});
    const auto reader = written();
    EXPECT_EQ(reader->blockCounts(minutes(from, 1)).size(), 1U);
    EXPECT_TRUE(reader->blockCounts(minutes(from - 5min, 5)).empty()) << "the end does not belong to it";
    EXPECT_TRUE(reader->blockCounts(minutes(from + 1ms, 5)).empty());
    EXPECT_TRUE(reader->blockCounts({from, 0ms, 5}).empty());
    EXPECT_TRUE(reader->blockCounts({from, 60s, 0}).empty());
    EXPECT_EQ(reader->problem(), QString());
}

// Whatever happens when: nothing is lost between two slots, and nothing counted twice.
TEST_F(BlockCounts, AddUpToWhatWasStored) {
    const base::WallTime from = clock.wallNow();
    std::map<std::tuple<int, Cause>, qint64> wanted;
    std::uint32_t seed = 20261122;
    const auto draw = [&seed](std::uint32_t below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    const SlotSpan span{from, 7s, 40};
    for (int i = 0; i < 300; ++i) {
        clock.advance(base::Milliseconds(draw(1800)));
        const auto cause = static_cast<Cause>(draw(8));
        add({.status = 400, .cause = cause});
        if (const auto at = clock.wallNow(); at < span.to())
            ++wanted[{static_cast<int>((at - from) / 7s), cause}];
    }
    std::map<std::tuple<int, Cause>, qint64> found;
    for (const auto& count : written()->blockCounts(span))
        found[{count.slot, count.cause}] += count.count;
    EXPECT_EQ(found, wanted);
    EXPECT_GT(found.size(), 50U);
}

} // namespace
} // namespace knockback::history
