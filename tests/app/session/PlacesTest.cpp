// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/LimitedTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;

class PlacesTest : public SessionFixture {
protected:
    void startMany(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i)
            limitedRunner.start({i + 1}, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
    }
    PlacesInLine places() {
        limitedRunner.publishPlaces();
        return limits.places;
    }

    LimitedTransport limited{scheduler, 50, 5s};
    EngineParts limitedParts{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator limitedRotator{limitedParts};
    CallRunner limitedRunner{limitedParts};
};

TEST_F(PlacesTest, nobodyWaitsAtFirst) {
    ASSERT_TRUE(limits.places);
    EXPECT_TRUE(limits.places->empty());
    EXPECT_TRUE(places()->empty());
    EXPECT_EQ(placeOf(limits.places, {7}), nullptr);
}

TEST_F(PlacesTest, everyCallKnowsHowManyGoBeforeItAndAboutWhenItGoes) {
    startMany(200);
    scheduler.advance(1s);
    const auto seen = places();
    ASSERT_EQ(seen->size(), 150u);
    for (std::uint64_t call = 51; call <= 200; ++call) {
        const auto* place = placeOf(seen, {call});
        ASSERT_TRUE(place);
        EXPECT_EQ(place->ahead, static_cast<int>(call) - 51);
        ASSERT_TRUE(place->due);
    }
    EXPECT_EQ(placeOf(seen, {50}), nullptr);
    EXPECT_LT(*placeOf(seen, {100})->due, *placeOf(seen, {101})->due) << "another window";
}

TEST_F(PlacesTest, theyMoveAndTheJournalStaysQuiet) {
    startMany(200);
    scheduler.advance(1s);
    const auto waits = events<journal::WaitStarted>().size();
    const auto before = *placeOf(places(), {200});
    scheduler.advance(5s);
    const auto after = *placeOf(places(), {200});
    EXPECT_EQ(before.ahead, 149);
    EXPECT_EQ(after.ahead, 99);
    EXPECT_LE(std::chrono::abs(*after.due - *before.due), 1s) << "the forecast was good";
    EXPECT_EQ(events<journal::WaitStarted>().size(), waits);
}

TEST_F(PlacesTest, whoWaitsAtACircuitHasAPlaceToo) {
    startMany(10);
    scheduler.advance(1s);
    limitedRunner.openCircuit("api.example");
    limitedRunner.start({100}, spec, {[](CallResult) {}});
    limitedRunner.start({101}, spec, {[](CallResult) {}});
    scheduler.advance(0s);
    ASSERT_EQ(places()->size(), 2u);
    EXPECT_EQ(placeOf(limits.places, {101})->ahead, 1);
    EXPECT_FALSE(placeOf(limits.places, {101})->due) << "nobody knows";
}

// What is counted are looks at places in queues; with the square of the calls it would be fifty million for each.
TEST_F(PlacesTest, tenThousandThatWaitCostInProportion) {
    constexpr std::uint64_t calls = 10'000;
    startMany(calls);
    scheduler.advance(0s);
    const auto joined = limitedParts.pacing->looks();
    EXPECT_LE(joined, 4 * calls) << "to join";
    scheduler.advance(1s);
    const auto told = limitedParts.pacing->looks() - joined;
    EXPECT_LE(told, 4 * calls) << "to hear of the first answer";
    const auto quiet = limitedParts.pacing->looks();
    scheduler.advance(20s);
    EXPECT_LE(limitedParts.pacing->looks() - quiet, calls) << "to let two hundred go";
    const auto before = limitedParts.pacing->looks();
    EXPECT_EQ(places()->size(), calls - limited.urls.size());
    EXPECT_LE(limitedParts.pacing->looks() - before, calls) << "to look at all of them";
    EXPECT_LE(events<journal::WaitStarted>().size(), 2 * calls);
}

} // namespace knockback::session
