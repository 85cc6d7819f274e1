// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong in other people's retry code, by the issue it was reported in, and does not go wrong here.
#include "app/http/RetryAfter.h"
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaReader.h"
#include "app/retry/CircuitBreaker.h"
#include "app/retry/RetryBudget.h"
#include "app/retry/RetryPolicy.h"
#include "tests/app/retry/PaceRig.h"

#include <set>

namespace knockback::retry {

using diagnosis::Cause;

class Pitfall : public testing::Test {
protected:
    Pitfall() { m_view.method = "GET"; }
    // A 429 with these fields, received at 2026-11-21T10:00:00Z.
    RetryDecision blocked(std::initializer_list<std::pair<QByteArray, QByteArray>> fields) {
        http::HeaderList headers;
        for (const auto& [name, value] : fields)
            headers.append(name, value);
        m_view.serverWaitSeconds = http::readRetryAfter(headers, m_received).seconds;
        return again();
    }
    RetryDecision blockedFor(QByteArray retryAfter) { return blocked({{"Retry-After", std::move(retryAfter)}}); }
    RetryDecision again(int status = 429, Cause cause = Cause::RateLimit) {
        m_diagnosis.cause = cause;
        m_view.status = status;
        m_view.diagnosis = &m_diagnosis;
        return decide(m_policy, m_view, m_random);
    }
    // The wait is what was asked, and a little jitter above.
    static void expectFloor(const RetryDecision& decision, base::Nanoseconds asked) {
        EXPECT_EQ(decision.kind, DecisionKind::Retry) << decision.sentence.toStdString();
        EXPECT_GE(decision.delay, asked);
        EXPECT_LE(decision.delay, asked + std::min<base::Nanoseconds>(asked / 20, 250ms));
    }

    RetryPolicy m_policy;
    AttemptView m_view;
    diagnosis::Diagnosis m_diagnosis;
    test::SeededRandom m_random;
    const base::WallTime m_received{1'795'255'200s};
};

// sindresorhus/got#2468 (0 = stop), nodejs/undici#5519 (0 = no header)
TEST_F(Pitfall, p01_zeroMeansNowAndNotNever) {
    const auto decision = blockedFor("0");
    EXPECT_EQ(decision.kind, DecisionKind::Retry);
    EXPECT_EQ(decision.reason, DecisionReason::RetryAfter);
    EXPECT_EQ(decision.delay, 0ns);
}

// openai/openai-java#878 (the sleeper throws), curl/curl#15833 (negative for callers), apify/crawlee-python#1995 (no
// backoff at all)
TEST_F(Pitfall, p02_negativeValuesAreNoWaitOfTheServers) {
    for (const char* value : {"-1", "-9223372036854775808"}) {
        const auto decision = blockedFor(value);
        EXPECT_EQ(decision.kind, DecisionKind::Retry) << value;
        EXPECT_GE(decision.delay, 0ns) << value;
        EXPECT_LE(decision.delay, m_policy.backoff.base) << value;
    }
}

// mastra-ai/mastra#23778: a lenient date parser takes these for years.
TEST_F(Pitfall, p03_numbersAreNeverReadAsYears) {
    for (const char* value : {"-5", "+3", "2026", "1.5", "3,5", "5 6"}) {
        const auto decision = blockedFor(value);
        if (decision.kind == DecisionKind::Retry)
            EXPECT_LT(decision.delay, 1h) << value;
        else
            EXPECT_EQ(decision.reason, DecisionReason::WaitTooLong) << value;
    }
    expectFloor(blockedFor("1.5"), 1500ms);
}

// vercel/fetch-retry#31, microsoft/kiota#1502: only numbers are read.
TEST_F(Pitfall, p04_datesAreReadInAllThreeForms) {
    for (const char* date :
         {"Sat, 21 Nov 2026 10:00:41 GMT", "Saturday, 21-Nov-26 10:00:41 GMT", "Sat Nov 21 10:00:41 2026"})
        expectFloor(blockedFor(date), 41s);
}

// urllib3/urllib3#1896: 4 h instead of 2 min, east or west of Greenwich.
TEST_F(Pitfall, p05_theLocalTimeZoneDoesNotMatter) {
    const QByteArray before = qgetenv("TZ");
    for (const char* zone : {"America/New_York", "Asia/Kolkata"}) {
        qputenv("TZ", zone);
        tzset();
        expectFloor(blockedFor("Sat, 21 Nov 2026 10:02:00 GMT"), 2min);
        expectFloor(blockedFor("Sat Nov 21 10:02:00 2026"), 2min);
    }
    before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
}

// urllib3/urllib3#1822: the request dies of what GitHub once sent.
TEST_F(Pitfall, p06_otherPeoplesFormsDoNotKillTheRequest) {
    expectFloor(blockedFor("1m0s"), 60s);
    EXPECT_EQ(blockedFor("soon").kind, DecisionKind::Retry);
    EXPECT_EQ(blockedFor("soon").reason, DecisionReason::Backoff);
    EXPECT_EQ(blockedFor("").reason, DecisionReason::Backoff);
}

// will-ockmore/httpx-retries#13: a date that has passed takes all backoff away, and a cached answer is retried in a
// storm.
TEST_F(Pitfall, p07_aPastDateIsBelievedOnce) {
    EXPECT_EQ(blockedFor("Sat, 21 Nov 2026 09:00:00 GMT").delay, 0ns);
    m_policy.backoff.jitter = JitterKind::None;
    for (m_view.number = 2; m_view.number < 5; ++m_view.number) {
        const auto decision = blockedFor("Sat, 21 Nov 2026 09:00:00 GMT");
        EXPECT_EQ(decision.reason, DecisionReason::Backoff);
        EXPECT_EQ(decision.delay, 500ms * (1 << (m_view.number - 1)));
    }
}

// denoland/std#7299, sindresorhus/ky#874: careful readers agree on these.
TEST_F(Pitfall, p08_theDatesThatCarefulReadersAgreeOn) {
    expectFloor(blockedFor("Sat, 21 Nov 2026 10:00:07 GMT"), 7s);
    expectFloor(blockedFor("Saturday, 21-Nov-26 10:00:07 GMT"), 7s);
    expectFloor(blockedFor("Sat Nov 21 10:00:07 2026"), 7s);
    expectFloor(blockedFor("Mon, 21 Nov 2026 10:00:07 GMT"), 7s); // the wrong day of the week
    for (const char* value : {"Sat, 31 Feb 2026 10:00:07 GMT", "2026-11-21", "Sat, 21 Nov 2026 25:00:07 GMT", "7 7"})
        EXPECT_NE(blockedFor(value).reason, DecisionReason::WaitTooLong) << value;
}

// urllib3/urllib3#3743
TEST_F(Pitfall, p09_hugeValuesNeitherOverflowNorSleepForCenturies) {
    for (const char* value : {"9999999999", "99999999999999999999999999", "9223372036854775807"}) {
        const auto decision = blockedFor(value);
        EXPECT_EQ(decision.kind, DecisionKind::Stop) << value;
        EXPECT_EQ(decision.reason, DecisionReason::WaitTooLong) << value;
        EXPECT_FALSE(decision.sentence.isEmpty());
    }
}

// Azure/azure-sdk-for-js#39130: above 2^31-1 ms the timer fires at once, and the longest wait becomes a storm.
TEST_F(Pitfall, p10_waitsBeyondATimersRangeAreWaitedOut) {
    m_policy.longestWait = 24h * 60;
    const auto asked = 24h * 30;
    const auto decision = blockedFor(QByteArray::number(std::chrono::seconds(asked).count()));
    expectFloor(decision, asked);
    test::VirtualScheduler scheduler;
    bool fired = false;
    const auto timer = scheduler.after(decision.delay, [&] { fired = true; });
    scheduler.advance(asked - 1ns);
    EXPECT_FALSE(fired);
    scheduler.advance(1s);
    EXPECT_TRUE(fired);
}

// undici (30 s), AWS (+5 s): a shortened wait is a wasted request.
TEST_F(Pitfall, p11_aWaitIsNeverShortened) {
    m_policy.backoff = {BackoffKind::Constant, JitterKind::None, 1ms, 1ms};
    for (int asked = 1; asked <= 900; ++asked)
        expectFloor(blockedFor(QByteArray::number(asked)), base::Seconds(asked));
    EXPECT_EQ(blockedFor("901").reason, DecisionReason::WaitTooLong) << "beyond the user's bound it stops and says so";
}

// octokit/octokit.net#2196: the date is on the server's clock.
TEST_F(Pitfall, p12_datesAreReadOnTheServersClock) {
    expectFloor(blocked({{"Date", "Sat, 21 Nov 2026 11:00:00 GMT"}, {"Retry-After", "Sat, 21 Nov 2026 11:00:10 GMT"}}),
                10s);
}

// discord/discord-api-docs#5621: two fields of one answer disagree.
TEST_F(Pitfall, p13_ofTwoFieldsThatDisagreeTheLongerHolds) {
    expectFloor(blocked({{"Retry-After", "2"}, {"retry-after-ms", "9000"}}), 9s);
    expectFloor(blocked({{"Retry-After", "9"}, {"retry-after-ms", "2000"}}), 9s);
}

// zalando/restful-api-guidelines#379, sethvargo/go-limiter#22: one name, several units.
TEST_F(Pitfall, p14_oneFieldInOtherUnitsMeansTheSameReset) {
    for (const char* reset : {"42", "1795255242", "1795255242000", "1795255242.000"}) {
        http::Attempt attempt;
        attempt.request.url = "https://api.example/items";
        attempt.response.emplace();
        attempt.response->head.status = 200;
        auto& fields = attempt.response->head.headers;
        fields.append("Date", "Sat, 21 Nov 2026 10:00:00 GMT");
        fields.append("X-RateLimit-Limit", "60");
        fields.append("X-RateLimit-Remaining", "3");
        fields.append("X-RateLimit-Reset", reset);
        const auto readings = paceReadings(ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), m_received));
        ASSERT_EQ(readings.size(), 1u) << reset;
        EXPECT_EQ(readings[0].reset, 42s) << reset;
    }
}

// dotnet/extensions#5248: double tickets; softonic/axios-retry#66
TEST_F(Pitfall, p15_aPostIsNotDuplicated) {
    m_view.method = "POST";
    for (const int status : {500, 502, 503, 504}) {
        m_policy.statuses.insert(status);
        EXPECT_EQ(again(status, Cause::Overload).reason, DecisionReason::NotIdempotent) << status;
    }
    EXPECT_EQ(again(0, Cause::Network).reason, DecisionReason::NotIdempotent);
    EXPECT_TRUE(again(0, Cause::Network).sentence.contains(u"Idempotency-Key")) << "it says what to do";
}

// HKUDS/nanobot#2760: 12 requests where 4 were meant.
TEST_F(Pitfall, p16_noMoreAttemptsThanThePolicySays) {
    test::SeededRandom dice(5);
    for (int round = 0; round < 500; ++round) {
        m_policy.maxAttempts = 1 + static_cast<int>(dice.next() % 8);
        int attempts = 0;
        RetryDecision decision;
        do {
            m_view.number = ++attempts;
            m_view.serverWaitSeconds = dice.next() % 2 ? std::optional(double(dice.next() % 5)) : std::nullopt;
            decision = dice.next() % 2 ? again() : again(0, Cause::Network);
        } while (decision.kind == DecisionKind::Retry);
        ASSERT_EQ(attempts, m_policy.maxAttempts);
    }
}

// NousResearch/hermes-agent#109234: 19 of 20 callers came back in the same instant.
TEST_F(Pitfall, p17_callersOfOneRetryAfterDoNotComeBackTogether) {
    std::set<base::Nanoseconds> waits;
    for (int caller = 0; caller < 20; ++caller)
        waits.insert(blockedFor("10").delay);
    EXPECT_EQ(waits.size(), 20U);
    EXPECT_GT(*waits.rbegin() - *waits.begin(), 50ms);
}

// nodejs/undici#5682: options that do nothing. Each of these turns the decision.
TEST_F(Pitfall, p18_everyOptionDoesSomething) {
    const RetryPolicy plain = m_policy;
    ASSERT_EQ(blockedFor("10").kind, DecisionKind::Retry);
    const auto stops = [&](auto change, DecisionReason reason) {
        m_policy = plain;
        change(m_policy);
        const auto decision = blockedFor("10");
        EXPECT_EQ(decision.kind, DecisionKind::Stop);
        EXPECT_EQ(decision.reason, reason) << reasonName(reason).constData();
    };
    stops([](RetryPolicy& policy) { policy.maxAttempts = 1; }, DecisionReason::AttemptLimit);
    stops([](RetryPolicy& policy) { policy.statuses = {503}; }, DecisionReason::StatusNotListed);
    stops([](RetryPolicy& policy) { policy.longestWait = 9s; }, DecisionReason::WaitTooLong);
    stops([](RetryPolicy& policy) { policy.callTimeout = 9s; }, DecisionReason::CallTimeout);
    m_policy = plain;
    m_policy.onNetworkFailure = false;
    EXPECT_EQ(again(0, Cause::Network).kind, DecisionKind::Stop);
}

// curl/curl#7675: Retry-After is not held against the time limit of the whole call.
TEST_F(Pitfall, p19_theTimeLimitOfTheCallHoldsForRetryAfterToo) {
    m_policy.callTimeout = 30s;
    m_view.callElapsed = 25s;
    EXPECT_EQ(blockedFor("4").kind, DecisionKind::Retry);
    EXPECT_EQ(blockedFor("6").reason, DecisionReason::CallTimeout);
}

// curl/curl#4498: the log showed another wait than the real one.
TEST_F(Pitfall, p19_theSentenceNamesTheWaitThatIsWaited) {
    EXPECT_TRUE(blockedFor("41").sentence.contains(u"41 s")) << blockedFor("41").sentence.toStdString();
    m_policy.backoff = {BackoffKind::Constant, JitterKind::None, 700ms, 700ms};
    EXPECT_TRUE(blockedFor("").sentence.contains(u"700 ms"));
}

// envoyproxy/envoy#30205: retries that wait were not counted, and a thousand passed a budget of a fifth.
TEST_F(Pitfall, p20_theBudgetIsChargedWhenARetryIsDecidedOn) {
    RetryBudget budget;
    int waiting = 0;
    for (int call = 0; call < 1'000; ++call) {
        budget.callStarted();
        if (budget.allows()) {
            budget.retried(); // none of them has gone out yet
            ++waiting;
        }
    }
    EXPECT_LE(waiting, 210) << "a fifth, and the reserve";
    EXPECT_GE(waiting, 200);
}

// resilience4j/resilience4j#544: a probe that ended in an ignored error was never given back.
TEST_F(Pitfall, p21_aProbeThatIsNoProofIsGivenBack) {
    CircuitBreaker breaker;
    base::SteadyTime now{1h};
    for (int i = 0; i < 1'000 && breaker.state(now) == BreakerState::Closed; ++i)
        if (const auto pass = breaker.pass(now))
            breaker.finished(*pass, true, now);
    now += 24h;
    for (int i = 0; i < 100; ++i) {
        const auto probe = breaker.pass(now);
        ASSERT_TRUE(probe) << i;
        breaker.abandoned(*probe);
    }
}

// SGrondin/bottleneck#153: a window of one's own is out of phase with the server's, and up to twice the limit goes out
// around a boundary.
TEST_F(Pitfall, p22_windowsKeepInPhaseWithTheServers) {
    for (const auto joined : {100ms, 1'700ms, 3'300ms, 4'900ms}) {
        PaceRig rig;
        rig.add(std::make_unique<ratelimit::FixedWindow>(50, 5s), 5s);
        (void)rig.limits[0].limiter->take(rig.now(), "client"); // somebody else has opened the window
        rig.scheduler.advance(joined);
        rig.run(200);
        EXPECT_EQ(rig.blocked, 0) << joined.count();
    }
}

} // namespace knockback::retry
