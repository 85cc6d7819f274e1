// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/RecentPast.h"

#include "tests/support/SeededRandom.h"

#include <gtest/gtest.h>

namespace knockback::session {
namespace {

using namespace std::chrono_literals;
using base::SteadyTime;
using Seconds = diagnosis::History::Seconds;

http::Request get(const QByteArray& url, http::HeaderList headers = {}) {
    http::Request request;
    request.method = "GET";
    request.url = url;
    request.headers = std::move(headers);
    return request;
}

RequestTrace bearer(const QByteArray& token, const QByteArray& url = "https://api.example/items") {
    return traceOf(get(url, {{"Authorization", "Bearer " + token}}), {});
}

constexpr SteadyTime start{1h};

class RecentPastTest : public testing::Test {
protected:
    diagnosis::History send(const RequestTrace& trace, Ending ending, SteadyTime at) {
        const auto before = past.leaving(trace, at);
        past.ended(trace, ending, at);
        return before;
    }
    RecentPast past;
};

TEST_F(RecentPastTest, NothingIsKnownOfTheFirst) {
    auto first = past.leaving(bearer("a"), start);
    EXPECT_EQ(first.requestsInLastMinute, 0);
    first.requestsInLastMinute.reset();
    EXPECT_TRUE(first.isEmpty());
    EXPECT_TRUE(past.leaving(traceOf(get("no url"), {}), start).isEmpty());
    EXPECT_EQ(past.size(), 1u);
}

TEST_F(RecentPastTest, TheLastGoodAnswerOfTheSameRequestCounts) {
    send(bearer("a"), Ending::Worked, start);
    send(bearer("a"), Ending::Worked, start + 10s);
    send(bearer("a"), Ending::Refused, start + 20s);
    send(bearer("a"), Ending::Other, start + 30s);
    EXPECT_EQ(past.leaving(bearer("a"), start + 190s).sameWorkedAgo, Seconds(180));
    EXPECT_EQ(past.leaving(bearer("a", "https://api.example/items?page=2"), start + 190s).sameWorkedAgo, Seconds(180));
    for (const auto& other : {bearer("a", "https://api.example/item"), bearer("a", "http://api.example/items"),
                              bearer("a", "https://api.example:8443/items"), bearer("b")})
        EXPECT_FALSE(past.leaving(other, start + 190s).sameWorkedAgo);
    auto post = get("https://api.example/items", {{"Authorization", "Bearer a"}});
    post.method = "POST";
    EXPECT_FALSE(past.leaving(traceOf(post, {}), start + 190s).sameWorkedAgo);
}

TEST_F(RecentPastTest, AnAnswerOnItsWayIsNotKnownYet) {
    EXPECT_FALSE(past.leaving(bearer("a"), start).sameWorkedAgo);
    EXPECT_FALSE(past.leaving(bearer("a"), start + 1s).sameWorkedAgo);
    past.ended(bearer("a"), Ending::Worked, start + 2s);
    EXPECT_EQ(past.leaving(bearer("a"), start + 2s).sameWorkedAgo, Seconds(0));
}

TEST_F(RecentPastTest, AnotherCredentialCountsForAnHour) {
    send(bearer("a"), Ending::Worked, start);
    EXPECT_FALSE(past.leaving(bearer("a"), start + 1s).otherCredentialWorked);
    EXPECT_TRUE(past.leaving(bearer("b"), start + 1h).otherCredentialWorked);
    EXPECT_FALSE(past.leaving(bearer("b"), start + 1h + 1ns).otherCredentialWorked);
}

TEST_F(RecentPastTest, AnotherCredentialCountsForeverOnceThisOneWasRefusedBeforeIt) {
    send(bearer("b"), Ending::Refused, start);
    send(bearer("a"), Ending::Worked, start + 1min);
    EXPECT_TRUE(past.leaving(bearer("b"), start + 5h).otherCredentialWorked);
    send(bearer("b"), Ending::Worked, start + 6h); // whatever it was, it is over
    EXPECT_FALSE(past.leaving(bearer("b"), start + 7h).otherCredentialWorked);
}

TEST_F(RecentPastTest, NobodysAnswerIsNotAnotherCredentials) {
    send(traceOf(get("https://api.example/items"), {}), Ending::Worked, start);
    EXPECT_FALSE(past.leaving(bearer("a"), start + 1s).otherCredentialWorked);
}

TEST_F(RecentPastTest, SendsOfTheLastMinuteToThatHostAreCounted) {
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(past.leaving(bearer("a", "https://api.example/" + QByteArray::number(i)), start + i * 10ms)
                      .requestsInLastMinute,
                  i);
    EXPECT_EQ(past.leaving(bearer("a", "https://other.example/"), start + 2s).requestsInLastMinute, 0);
    EXPECT_EQ(past.leaving(bearer("a"), start + 59s).requestsInLastMinute, 100);
    EXPECT_EQ(past.leaving(bearer("a"), start + 60s).requestsInLastMinute, 1);
    EXPECT_EQ(past.leaving(bearer("a"), start + 24h).requestsInLastMinute, 0);
}

TEST_F(RecentPastTest, OnlyAnAnswerOfAnotherHostSaysThatTheNetworkWorks) {
    send(bearer("a", "https://a.example/"), Ending::Other, start);
    send(bearer("a", "https://b.example/"), Ending::Silence, start + 5s);
    EXPECT_EQ(past.leaving(bearer("a", "https://b.example/"), start + 7s).otherHostsWorkedAgo, Seconds(7));
    EXPECT_FALSE(past.leaving(bearer("a", "https://a.example/"), start + 7s).otherHostsWorkedAgo);
}

TEST(RequestTrace, KnowsWhoseSecretItIs) {
    const auto plain = traceOf(get("https://api.example/items"), {});
    EXPECT_TRUE(plain.credential.isEmpty());
    EXPECT_EQ(traceOf(get("https://api.example/items", {{"Cookie", "id=1"}}), {}).credential, plain.credential);
    EXPECT_NE(bearer("a").credential, bearer("b").credential);
    EXPECT_FALSE(bearer("a").credential.contains('a') && bearer("a").credential.contains("Bearer"));
    const auto key = [](const QByteArray& value) { return traceOf(get("https://api.example/?api_key=" + value), {}); };
    EXPECT_NE(key("one").credential, key("two").credential);
    EXPECT_EQ(key("one").route, key("two").route);
    const auto header = [](const QByteArray& value) {
        return traceOf(get("https://api.example/", {{"X-Api-Key", value}}), {});
    };
    EXPECT_NE(header("one").credential, header("two").credential);
    EXPECT_NE(header("one").credential, plain.credential);
    // A vault's secret may be renewed; its name stays.
    EXPECT_EQ(traceOf(get("https://api.example/", {{"Authorization", "Bearer old"}}), {"ledger"}).credential,
              traceOf(get("https://api.example/", {{"Authorization", "Bearer new"}}), {"ledger"}).credential);
}

TEST(RequestTrace, TakesNoSignatureForAnotherCredential) {
    const auto digest = [](const QByteArray& nonce) {
        return traceOf(
                   get("https://api.example/", {{"Authorization", "Digest username=\"me\", nonce=\"" + nonce + '"'}}),
                   {})
            .credential;
    };
    EXPECT_EQ(digest("1"), digest("2"));
    EXPECT_FALSE(digest("1").isEmpty());
    EXPECT_EQ(traceOf(get("https://api.example/?X-Amz-Signature=1"), {}).credential,
              traceOf(get("https://api.example/?X-Amz-Signature=2"), {}).credential);
}

// Against everything that happened, looked through from the start each time.
class Log {
public:
    struct Entry {
        RequestTrace trace;
        Ending ending;
        SteadyTime at;
    };
    diagnosis::History before(const RequestTrace& trace, SteadyTime now) const {
        diagnosis::History known;
        known.requestsInLastMinute = 0;
        std::optional<SteadyTime> refused;
        for (const auto& e : entries) {
            const bool same = e.trace.route == trace.route && e.trace.credential == trace.credential;
            known.requestsInLastMinute =
                *known.requestsInLastMinute +
                (e.trace.host == trace.host && std::chrono::floor<std::chrono::seconds>(e.at) + 60s > now);
            if (e.trace.host != trace.host && e.ending != Ending::Silence)
                known.otherHostsWorkedAgo = now - e.at;
            if (same && e.ending == Ending::Worked)
                known.sameWorkedAgo = now - e.at;
            if (same && e.ending == Ending::Worked)
                refused.reset();
            if (same && e.ending == Ending::Refused && !refused)
                refused = e.at;
        }
        for (const auto& e : entries)
            if (e.trace.route == trace.route && !e.trace.credential.isEmpty() &&
                e.trace.credential != trace.credential && e.ending == Ending::Worked &&
                (now - e.at <= 1h || (refused && e.at >= *refused)))
                known.otherCredentialWorked = true;
        return known;
    }
    std::vector<Entry> entries;
};

TEST_F(RecentPastTest, SaysWhatALogOfEverythingSays) {
    test::SeededRandom random;
    const auto draw = [&](std::uint64_t below) { return static_cast<int>(random.next() % below); };
    const std::vector<QByteArray> urls{"https://a.example/x", "https://a.example/y", "https://b.example/x"};
    const std::vector<base::Nanoseconds> steps{0ms, 1ms, 700ms, 20s, 40min};
    Log log;
    SteadyTime now = start;
    for (int i = 0; i < 2'000; ++i) {
        now += steps[static_cast<std::size_t>(draw(steps.size()))];
        const auto& url = urls[static_cast<std::size_t>(draw(urls.size()))];
        const int who = draw(4);
        const auto trace = who == 0 ? traceOf(get(url), {}) : bearer(QByteArray::number(who), url);
        const auto expected = log.before(trace, now);
        const auto ending = static_cast<Ending>(draw(4));
        const auto known = send(trace, ending, now);
        ASSERT_EQ(known.sameWorkedAgo, expected.sameWorkedAgo) << i;
        ASSERT_EQ(known.otherCredentialWorked, expected.otherCredentialWorked) << i;
        ASSERT_EQ(known.otherHostsWorkedAgo, expected.otherHostsWorkedAgo) << i;
        ASSERT_EQ(known.requestsInLastMinute, expected.requestsInLastMinute) << i;
        log.entries.push_back({trace, ending, now});
    }
}

TEST_F(RecentPastTest, ForgetsWhatWasUsedLongestAgo) {
    SteadyTime now = start;
    const auto busy = bearer("busy", "https://busy.example/");
    for (int i = 0; i < 2'000; ++i) {
        const QByteArray n = QByteArray::number(i);
        send(bearer(n, "https://h" + n + ".example/" + n), Ending::Worked, now += 1ms);
        send(bearer(n, "https://busy.example/"), Ending::Refused, now += 1ms);
        send(busy, Ending::Worked, now += 1ms);
    }
    EXPECT_LE(past.size(), RecentPast::mostRoutes + RecentPast::mostHosts);
    EXPECT_EQ(past.leaving(busy, now + 1s).sameWorkedAgo, Seconds(1));
    EXPECT_FALSE(past.leaving(bearer("0", "https://h0.example/0"), now + 1s).sameWorkedAgo);
    EXPECT_TRUE(past.leaving(bearer("1999", "https://h1999.example/1999"), now + 1s).sameWorkedAgo);
    const auto last = past.leaving(bearer("1999", "https://busy.example/"), now + 1s);
    EXPECT_TRUE(last.otherCredentialWorked);
}

} // namespace
} // namespace knockback::session
