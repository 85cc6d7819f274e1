// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Shrink.h"
#include "tests/app/minimize/PlainDdmin.h"
#include "tests/support/SeededRandom.h"

#include <algorithm>
#include <set>

namespace knockback::minimize {
namespace {

using Set = Shrink::Set;
using Predicate = std::function<bool(const Set&)>;

struct Run {
    Set smallest;
    int questions = 0;
    bool repeated = false; // the same question came twice
};

Run shrink(std::vector<double> likelihood, const Predicate& fails, int most = 100'000) {
    Shrink search(std::move(likelihood));
    Run run;
    std::set<Set> asked;
    for (; run.questions < most; ++run.questions) {
        const auto next = search.next();
        if (!next)
            break;
        EXPECT_EQ(search.next(), next) << "the same until it is answered";
        run.repeated = run.repeated || !asked.insert(*next).second;
        search.answer(fails(*next));
    }
    run.smallest = search.smallest();
    return run;
}

bool contains(const Set& set, const std::vector<std::size_t>& needed) {
    return std::all_of(needed.begin(), needed.end(), [&set](std::size_t i) { return set[i]; });
}

std::vector<std::size_t> pick(test::SeededRandom& random, std::size_t of, std::size_t count) {
    std::vector<std::size_t> all(of);
    for (std::size_t i = 0; i < of; ++i)
        all[i] = i;
    for (std::size_t i = 0; i < count; ++i)
        std::swap(all[i], all[i + std::size_t(random.next() % (of - i))]);
    all.resize(count);
    std::sort(all.begin(), all.end());
    return all;
}

int size(const Set& set) {
    return int(std::count(set.begin(), set.end(), true));
}

TEST(ShrinkTest, nothingToLeaveOut) {
    EXPECT_EQ(shrink({}, [](const Set&) { return true; }).questions, 0);
}

TEST(ShrinkTest, everythingCanGoInOneQuestion) {
    const auto run = shrink(std::vector<double>(10, 0.1), [](const Set&) { return true; });
    EXPECT_EQ(size(run.smallest), 0);
    EXPECT_EQ(run.questions, 1);
}

TEST(ShrinkTest, theLikelyOneIsFoundInTwoQuestions) {
    std::vector<double> likelihood(20, 0.05);
    likelihood[13] = 0.8;
    const auto run = shrink(likelihood, [](const Set& set) { return set[13]; });
    EXPECT_EQ(size(run.smallest), 1);
    EXPECT_TRUE(run.smallest[13]);
    EXPECT_LE(run.questions, 2); // all but it, and without it
}

TEST(ShrinkTest, aWrongGuessOnlyCostsQuestions) {
    std::vector<double> likelihood(20, 0.05);
    likelihood[13] = 0.95;
    const auto run = shrink(likelihood, [](const Set& set) { return set[2]; });
    EXPECT_EQ(size(run.smallest), 1);
    EXPECT_TRUE(run.smallest[2]);
}

TEST(ShrinkTest, findsExactlyTheHiddenSetOfAnyMonotoneServer) {
    test::SeededRandom random(1);
    for (int round = 0; round < 400; ++round) {
        const std::size_t n = 1 + random.next() % 40;
        const auto hidden = pick(random, n, random.next() % std::min<std::size_t>(n + 1, 5));
        std::vector<double> likelihood;
        for (std::size_t i = 0; i < n; ++i)
            likelihood.push_back(random.uniform());
        const auto run = shrink(likelihood, [&](const Set& set) { return contains(set, hidden); });
        EXPECT_EQ(size(run.smallest), int(hidden.size()));
        EXPECT_TRUE(contains(run.smallest, hidden));
        EXPECT_FALSE(run.repeated);
    }
}

// Any function of the set at all, as long as the whole fails.
TEST(ShrinkTest, isMinimalForServersThatAreNotMonotone) {
    test::SeededRandom random(2);
    for (int round = 0; round < 400; ++round) {
        const std::size_t n = 1 + random.next() % 10;
        const std::uint64_t salt = random.next();
        const Predicate fails = [&](const Set& set) {
            if (size(set) == int(n))
                return true;
            std::uint64_t hash = salt;
            for (const bool bit : set)
                hash = (hash ^ (bit ? 0x9e3779b97f4a7c15ULL : 0x85ebca6bULL)) * 0xff51afd7ed558ccdULL;
            return (hash >> 40) % 3 == 0;
        };
        const auto run = shrink(std::vector<double>(n, 0.2), fails);
        EXPECT_TRUE(fails(run.smallest));
        for (std::size_t i = 0; i < n; ++i) {
            Set without = run.smallest;
            without[i] = false;
            EXPECT_TRUE(!run.smallest[i] || !fails(without)) << "element " << i << " can be left out";
        }
        EXPECT_FALSE(run.repeated);
    }
}

TEST(ShrinkTest, theBestOfAnyMomentStillFails) {
    test::SeededRandom random(3);
    for (int round = 0; round < 100; ++round) {
        const auto hidden = pick(random, 30, 3);
        const Predicate fails = [&](const Set& set) { return contains(set, hidden); };
        EXPECT_TRUE(fails(shrink(std::vector<double>(30, 0.1), fails, round % 8).smallest));
    }
}

TEST(ShrinkTest, asksLessThanPlainDdmin) {
    test::SeededRandom random(4);
    long plain = 0;
    long ours = 0;
    long guided = 0;
    for (int round = 0; round < 300; ++round) {
        const std::size_t n = 6 + random.next() % 15;
        const auto hidden = pick(random, n, 1 + random.next() % 2);
        const Predicate fails = [&](const Set& set) { return contains(set, hidden); };
        PlainDdmin ddmin{fails};
        ASSERT_EQ(size(ddmin.run(Set(n, true))), int(hidden.size()));
        std::vector<double> even(n, 1.0 / double(n));
        std::vector<double> evidence = even;
        evidence[hidden.front()] = 0.6;
        plain += ddmin.questions;
        ours += shrink(even, fails).questions;
        guided += shrink(evidence, fails).questions;
    }
    RecordProperty("ddmin", int(plain));
    RecordProperty("ours", int(ours));
    RecordProperty("guided", int(guided));
    EXPECT_LT(ours, plain * 7 / 10);
    EXPECT_LT(guided, ours);
}

} // namespace
} // namespace knockback::minimize
