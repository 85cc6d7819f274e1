// SPDX-License-Identifier: GPL-3.0-or-later
// The small value types of the base.
#include "app/base/Clock.h"
#include "app/base/RandomSource.h"
#include "app/base/Result.h"
#include "app/base/StrongId.h"
#include "tests/support/SeededRandom.h"

#include <array>
#include <set>

namespace knockback {

using namespace std::chrono_literals;

TEST(Clock, epochMillisecondsRoundDownAlsoBefore1970) {
    EXPECT_EQ(base::toEpochMs(base::WallTime(1999us)), 1);
    EXPECT_EQ(base::toEpochMs(base::WallTime(-1us)), -1);
    EXPECT_EQ(base::toEpochMs(base::fromEpochMs(1'795'255'200'123)), 1'795'255'200'123);
}

TEST(Clock, theSystemsSteadyTimeDoesNotGoBack) {
    auto last = base::systemClock().steadyNow();
    for (int i = 0; i < 1000; ++i) {
        const auto now = base::systemClock().steadyNow();
        ASSERT_GE(now, last);
        last = now;
    }
    EXPECT_GT(base::toEpochMs(base::systemClock().wallNow()), 1'700'000'000'000);
}

TEST(Result, holdsEitherSideAlsoOfOneType) {
    using Text = base::Result<std::string, std::string>;
    const Text good("value");
    EXPECT_TRUE(good.ok());
    EXPECT_EQ(*good, "value");
    EXPECT_EQ(good->size(), 5u);
    const Text bad = base::Failure(std::string("reason"));
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error(), "reason");
    base::Result<std::unique_ptr<int>, int> owning(std::make_unique<int>(7));
    EXPECT_EQ(*std::move(owning).value(), 7);
}

TEST(StrongId, comparesAndHashes) {
    EXPECT_TRUE(base::CallId().isNull());
    EXPECT_LT(base::CallId{1}, base::CallId{2});
    EXPECT_EQ(std::hash<base::CallId>{}(base::CallId{5}), std::hash<base::CallId>{}(base::CallId{5}));
    static_assert(!std::is_convertible_v<base::CallId, base::AttemptId>);
    static_assert(!std::is_convertible_v<std::uint64_t, base::CallId>);
}

TEST(RandomSource, fillsEveryByteOfAnyLength) {
    test::SeededRandom random;
    for (const std::size_t length : {0u, 1u, 7u, 8u, 9u, 33u}) {
        std::array<std::set<unsigned char>, 40> seen;
        for (int i = 0; i < 64; ++i) {
            std::array<unsigned char, 40> bytes{};
            random.fill(std::span(bytes).first(length));
            for (std::size_t at = 0; at < bytes.size(); ++at)
                seen[at].insert(bytes[at]);
        }
        for (std::size_t at = 0; at < seen.size(); ++at)
            EXPECT_EQ(seen[at].size() > 1, at < length) << length << ' ' << at;
    }
}

TEST(RandomSource, uniformStaysBelowOneAndFillsTheRange) {
    class Highest final : public base::RandomSource {
    public:
        std::uint64_t next() override { return ~std::uint64_t(0); }
    } highest;
    EXPECT_LT(highest.uniform(), 1.0);
    test::SeededRandom random;
    double sum = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double x = random.uniform();
        ASSERT_GE(x, 0.0);
        ASSERT_LT(x, 1.0);
        sum += x;
    }
    EXPECT_NEAR(sum / 100'000, 0.5, 0.01);
}

TEST(RandomSource, theSystemsDoesNotRepeat) {
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(base::systemRandom().next());
    EXPECT_EQ(seen.size(), 1000u);
}

} // namespace knockback
