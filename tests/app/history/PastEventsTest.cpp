// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/PastEvents.h"
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;
using journal::CircuitState;

class PastEventsTest : public HistoryTest {
protected:
    void circuit(CircuitState state, std::optional<base::Nanoseconds> until = {}, bool byHand = false) {
        events->append(journal::CircuitChanged{QStringLiteral("core"), state,
                                               until    ? clock.steadyNow() + *until
                                               : byHand ? base::SteadyTime::max()
                                                        : base::SteadyTime{},
                                               QStringLiteral("5 of 6"), QStringLiteral("a.example"), byHand});
    }
    template <typename T>
    static std::vector<std::pair<base::WallTime, T>> of(const PastEvents& past) {
        std::vector<std::pair<base::WallTime, T>> found;
        for (const auto& event : past.events)
            if (const auto* body = std::get_if<T>(&event.body))
                found.emplace_back(event.wall, *body);
        return found;
    }
};

TEST_F(PastEventsTest, TellsAttemptsAndCircuitsInTheirOrder) {
    open();
    const auto from = clock.wallNow();
    add({.url = "https://a.example/1"});
    clock.advance(10s);
    circuit(CircuitState::Open, 30s);
    clock.advance(30s);
    circuit(CircuitState::HalfOpen);
    clock.advance(5s);
    circuit(CircuitState::Closed);
    clock.advance(5s);
    add({.url = "https://a.example/2"});
    clock.advance(1s);
    const auto reader = written();
    const auto past = pastEvents(*reader, from, clock.wallNow(), 100, 7s);
    EXPECT_FALSE(past.cut);
    ASSERT_EQ(of<journal::AttemptFinished>(past).size(), 2U);
    const auto circuits = of<journal::CircuitChanged>(past);
    ASSERT_EQ(circuits.size(), 3U);
    EXPECT_EQ(circuits[0].first, from + 10s);
    EXPECT_EQ(circuits[0].second.until.time_since_epoch(), (from + 40s).time_since_epoch() + 7s);
    EXPECT_EQ(circuits[1].second.state, CircuitState::HalfOpen);
    EXPECT_EQ(circuits[2].second.state, CircuitState::Closed);
    for (std::size_t i = 0; i < past.events.size(); ++i) {
        EXPECT_EQ(past.events[i].sequence, i + 1);
        EXPECT_EQ(past.events[i].at.time_since_epoch(), past.events[i].wall.time_since_epoch() + 7s);
        EXPECT_TRUE(i == 0 || past.events[i - 1].wall <= past.events[i].wall);
    }
}

TEST_F(PastEventsTest, AWaitBeforeTheFirstAttemptIsOfItsCall) {
    open();
    const auto from = clock.wallNow();
    const base::CallId call{1};
    events->append(journal::CallStarted{call, QStringLiteral("List"), "GET", "https://a.example/1"});
    events->append(journal::WaitStarted{call,
                                        base::WaitId{1},
                                        journal::WaitReason::Pacing,
                                        clock.steadyNow() + 9s,
                                        clock.wallNow() + 9s,
                                        QStringLiteral("core"),
                                        {}});
    clock.advance(9s);
    events->append(journal::WaitEnded{call, base::WaitId{1}, journal::WaitEnd::Elapsed});
    add({.url = "https://a.example/1", .requestName = QStringLiteral("List"), .call = call});
    events->append(journal::CallFinished{call, journal::CallOutcome::Ok, {}});
    clock.advance(1s);
    const auto past = pastEvents(*written(), from, clock.wallNow(), 100, 0s);
    ASSERT_GE(past.events.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<journal::CallStarted>(past.events[0].body));
    EXPECT_TRUE(std::holds_alternative<journal::WaitStarted>(past.events[1].body));
}

TEST_F(PastEventsTest, NoCircuitOutlivesTheProgram) {
    open();
    const auto from = clock.wallNow();
    circuit(CircuitState::Open, {}, true);
    clock.advance(10s);
    add({.url = "https://a.example/1"});
    clock.advance(1s);
    const auto circuits = of<journal::CircuitChanged>(pastEvents(*written(), from, clock.wallNow(), 100, 0s));
    ASSERT_EQ(circuits.size(), 2U);
    EXPECT_EQ(circuits[0].second.until, base::SteadyTime::max());
    EXPECT_EQ(circuits[1].second.state, CircuitState::Closed);
    EXPECT_EQ(circuits[1].second.circuit, u"a.example");
}

TEST_F(PastEventsTest, OfTooManyTheNewestAreTold) {
    open();
    const auto from = clock.wallNow();
    circuit(CircuitState::Open, 1s);
    clock.advance(5s);
    for (int i = 0; i < 5; ++i) {
        add({.url = "https://a.example/" + QByteArray::number(i)});
        clock.advance(1s);
    }
    const auto past = pastEvents(*written(), from, clock.wallNow(), 3, 0s);
    EXPECT_TRUE(past.cut);
    EXPECT_EQ(of<journal::AttemptFinished>(past).size(), 3U);
    EXPECT_TRUE(of<journal::CircuitChanged>(past).empty()) << "of a time that is not shown";
}

} // namespace
} // namespace knockback::history
