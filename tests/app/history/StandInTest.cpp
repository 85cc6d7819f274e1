// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/HistoryWriter.h"
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;

class StandIn : public HistoryTest {
protected:
    void answer(const QByteArray& body, const QByteArray& name = "n1", const QByteArray& host = "api.example.com") {
        add({.url = "https://" + host + "/v1/items", .body = body, .answersTo = name});
        clock.advance(1min);
    }
    std::optional<StoredAnswer> find(base::Nanoseconds maxAge = 24h) {
        return written()->lastGoodAnswer("n1", "api.example.com",
                                         clock.wallNow() - std::chrono::duration_cast<base::Microseconds>(maxAge));
    }
};

TEST_F(StandIn, FindsTheNewestOfThatRequestAndHost) {
    open();
    EXPECT_FALSE(find());
    answer("old");
    answer("new");
    const auto at = clock.wallNow() - 1min;
    answer("of another request", "n2");
    answer("of another host", "n1", "other.example.com");
    answer("no answer to stand in", "");
    const auto found = find();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->body.bytes(), "new");
    EXPECT_EQ(found->startedAt, at);
    EXPECT_FALSE(written()->lastGoodAnswer({}, "api.example.com", {})) << "no name, no answer";
}

TEST_F(StandIn, OldOnesDoNot) {
    open();
    answer("good");
    clock.advance(2h);
    EXPECT_TRUE(find(3h));
    EXPECT_FALSE(find(1h));
    answer("of another request", "n2");
    EXPECT_FALSE(find(1h));
}

TEST_F(StandIn, AnEmptyBodyIsAnAnswerAndACutOneIsNot) {
    open();
    answer({});
    ASSERT_TRUE(find());
    EXPECT_TRUE(find()->body.isEmpty());
    answer(QByteArray(HistoryWriter::bodyLimit + 1, 'x'));
    EXPECT_FALSE(find());
}

TEST_F(StandIn, CircuitsTellTheirStoryAndAreForgottenWithTheRest) {
    open();
    const auto from = clock.wallNow();
    events->append(journal::CircuitChanged{QStringLiteral("core"), journal::CircuitState::Open, clock.steadyNow() + 30s,
                                           QStringLiteral("5 of 6"), QStringLiteral("a.example")});
    clock.advance(30s);
    events->append(journal::CircuitChanged{
        QStringLiteral("core"), journal::CircuitState::HalfOpen, {}, {}, QStringLiteral("a.example")});
    events->append(journal::CircuitChanged{QStringLiteral("core"),
                                           journal::CircuitState::Open,
                                           base::SteadyTime::max(),
                                           {},
                                           QStringLiteral("a.example"),
                                           true});
    const auto changes = written()->circuitChanges(from, clock.wallNow() + 1s);
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].circuit, u"a.example");
    EXPECT_EQ(changes[0].lane, u"core");
    EXPECT_EQ(changes[0].sentence, u"5 of 6");
    EXPECT_EQ(changes[0].until, from + 30s);
    EXPECT_EQ(changes[1].state, journal::CircuitState::HalfOpen);
    EXPECT_FALSE(changes[1].until);
    EXPECT_TRUE(changes[2].byHand);
    EXPECT_FALSE(changes[2].until) << "the end of time is no date";
    EXPECT_TRUE(written()->circuitChanges(from, from).empty());
    clock.advance(48h);
    store->prune({.maxAge = 24h, .maxAttempts = {}});
    EXPECT_TRUE(written()->circuitChanges(from, clock.wallNow()).empty());
}

} // namespace
} // namespace knockback::history
