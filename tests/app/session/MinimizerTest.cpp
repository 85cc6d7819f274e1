// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Minimizer.h"
#include "tests/app/session/FunctionTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using Answer = FunctionTransport::Answer;

// A search in virtual time, from the blocked call that it starts with.
class MinimizerTest : public SessionFixture {
protected:
    using Server = std::function<Answer(const http::Request&)>;

    void serve(Server server) { wire = std::make_unique<FunctionTransport>(scheduler, std::move(server)); }

    void prepare() {
        engine = std::make_unique<EngineParts>(
            EngineParts{scheduler, random, *wire, vault, knowledge, journal, limits, cookies});
        engine->rotator = &rotator;
        calls = std::make_unique<CallRunner>(*engine);
        spec.draft.policy.maxAttempts = 1;
        CallResult first;
        calls->start({++lastId}, spec, {[&first](CallResult done) { first = std::move(done); }});
        scheduler.runAll();
        ASSERT_EQ(first.attempts.size(), 1u) << qPrintable(first.refused + first.sentence);
        order.blocked = spec;
        order.evidence = first.attempts.front();
        sender.send = [this](CallSpec probe, std::function<void(CallResult)> finished) {
            specs.push_back(probe);
            calls->start({++lastId}, std::move(probe), {std::move(finished)});
            return base::CallId{lastId};
        };
        sender.cancel = [this](base::CallId call) { calls->cancel(call); };
        sender.redact = [this](const QString& text) {
            return QString::fromUtf8(engine->redactor().redact(text.toUtf8()));
        };
    }

    void begin() {
        minimizer = std::make_unique<Minimizer>(scheduler, sender, order, [this](const MinimizeNews& told) {
            news = told;
            ++tellings;
        });
        minimizer->begin();
    }

    const MinimizeNews& search() {
        prepare();
        begin();
        scheduler.runAll();
        EXPECT_TRUE(news.over);
        return news;
    }

    static Answer forbidden() { return {403, {{"Content-Type", "text/html"}}, "<h1>403 Forbidden</h1>"}; }

    std::unique_ptr<FunctionTransport> wire;
    std::unique_ptr<EngineParts> engine;
    std::unique_ptr<CallRunner> calls;
    std::uint64_t lastId = 100;
    MinimizeOrder order;
    ProbeSender sender;
    std::vector<CallSpec> specs;
    std::unique_ptr<Minimizer> minimizer;
    MinimizeNews news;
    int tellings = 0;
};

TEST_F(MinimizerTest, aMissingUserAgent) {
    serve([](const http::Request& request) { return request.headers.contains("User-Agent") ? Answer{} : forbidden(); });
    spec.draft.url = "http://api.example/items?page=2&sort=name";
    spec.draft.settings.omittedHeaders = {"User-Agent"};
    const auto& found = search();
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when header User-Agent is absent."));
    EXPECT_LE(found.lines.size(), 7u);
    ASSERT_TRUE(found.smallestAttempt);
    EXPECT_EQ(found.smallestAttempt->exchange.attempt().request.url, "http://api.example/items");
    EXPECT_EQ(found.smallestAttempt->call, found.smallestCall);
}

TEST_F(MinimizerTest, aQueryMarkerAlsoWhereTheDiagnosisChangesWithTheRequest) {
    serve([](const http::Request& request) { return request.url.contains("marker") ? forbidden() : Answer{}; });
    // Looks like an attack, but is not what decides: without it the same page means something else to the rules.
    spec.draft.url = "http://api.example/items?q=%3Cscript%3E&x=marker&page=2";
    spec.draft.headers = {{"X-Debug", "1"}};
    const auto& found = search();
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when query parameter x is present."));
    EXPECT_EQ(found.result->smallest.url, "http://api.example/items?x=marker");
}

TEST_F(MinimizerTest, everyProbeIsAnOrdinaryCallWithoutRetries) {
    serve([](const http::Request& request) { return request.url.contains("q=") ? forbidden() : Answer{}; });
    spec.draft.url = "http://api.example/items?q=%27&page=2";
    spec.draft.name = QStringLiteral("items");
    prepare();
    order.blocked.draft.policy.maxAttempts = 5;
    begin();
    scheduler.runAll();
    ASSERT_FALSE(news.lines.empty());
    const auto started = events<journal::CallStarted>();
    for (const auto& line : news.lines) {
        const auto call = std::find_if(started.begin(), started.end(),
                                       [&line](const auto& event) { return event.call == line.call; });
        ASSERT_NE(call, started.end());
        EXPECT_EQ(call->requestName, QStringLiteral("items · probe %1").arg(line.probe.number));
    }
    EXPECT_EQ(wire->requests.size(), news.lines.size() + 1);
    EXPECT_EQ(news.result->smallest.policy.maxAttempts, 5) << "what comes back is the user's own request";
}

TEST_F(MinimizerTest, probesAreApart) {
    serve([](const http::Request&) { return forbidden(); });
    search();
    for (std::size_t i = 2; i < wire->times.size(); ++i)
        EXPECT_GE(wire->times[i] - wire->times[i - 1], 1s);
}

TEST_F(MinimizerTest, theAnnouncedRateIsKept) {
    const auto window = [](int left) {
        return http::HeaderList{
            {"RateLimit-Limit", "6"}, {"RateLimit-Remaining", QByteArray::number(left)}, {"RateLimit-Reset", "60"}};
    };
    int left = 6;
    serve([&](const http::Request& request) {
        Answer answer = request.url.contains("q=") ? forbidden() : Answer{};
        answer.headers = window(--left);
        return answer;
    });
    spec.draft.url = "http://api.example/items?q=%27&page=2&sort=1";
    prepare();
    begin();
    scheduler.advance(15s);
    EXPECT_LE(wire->requests.size(), 4u) << "six a minute, and one of them is gone";
}

TEST_F(MinimizerTest, aLongRetryAfterEndsItWithASentence) {
    int number = 0;
    serve([&](const http::Request&) {
        Answer answer = forbidden();
        if (++number == 3)
            answer.headers.append("Retry-After", "600");
        return answer;
    });
    spec.draft.url = "http://api.example/items?q=%27&page=2";
    const auto& found = search();
    EXPECT_EQ(wire->requests.size(), 3u);
    EXPECT_THAT(found.sentence.toStdString(), testing::HasSubstr("pause of 10 min"));
    EXPECT_EQ(found.result->end, minimize::End::Stopped);
}

TEST_F(MinimizerTest, aPauseThatTheBlockedCallWasAskedForIsKept) {
    serve([](const http::Request&) {
        Answer answer = forbidden();
        answer.headers.append("Retry-After", "40");
        return answer;
    });
    prepare();
    begin();
    scheduler.advance(30s);
    EXPECT_EQ(wire->requests.size(), 1u);
    scheduler.advance(15s);
    EXPECT_EQ(wire->requests.size(), 2u);
}

TEST_F(MinimizerTest, aLongPauseOfTheBlockedCallKeepsItFromStarting) {
    serve([](const http::Request&) {
        Answer answer = forbidden();
        answer.headers.append("Retry-After", "600");
        return answer;
    });
    const auto& told = search();
    EXPECT_EQ(wire->requests.size(), 1u);
    EXPECT_THAT(told.sentence.toStdString(), testing::HasSubstr("asks for a pause"));
}

TEST_F(MinimizerTest, aShortRetryAfterIsWaitedFor) {
    int number = 0;
    serve([&](const http::Request& request) {
        if (++number == 3)
            return Answer{429, {{"Retry-After", "20"}}};
        return request.url.contains("q=") ? forbidden() : Answer{};
    });
    spec.draft.url = "http://api.example/items?q=%27&page=2";
    const auto& found = search();
    ASSERT_GE(wire->times.size(), 4u);
    EXPECT_GE(wire->times[3] - wire->times[2], 20s);
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when query parameter q is present."));
}

TEST_F(MinimizerTest, aPostIsNotRepeatedWithoutTheUsersWord) {
    serve([](const http::Request&) { return forbidden(); });
    spec.draft.method = "POST";
    const auto& refused = search();
    EXPECT_THAT(refused.refused.toStdString(), testing::HasSubstr("POST may change something"));
    EXPECT_EQ(wire->requests.size(), 1u) << "only the user's own";
    order.allowedMethods = {"POST"};
    begin();
    scheduler.runAll();
    EXPECT_EQ(news.refused, QString());
    EXPECT_GT(wire->requests.size(), 2u);
}

TEST_F(MinimizerTest, cancelledWhileAProbeIsUnderWay) {
    serve([](const http::Request&) { return forbidden(); });
    spec.draft.url = "http://api.example/items?q=%27&page=2";
    prepare();
    begin();
    scheduler.advance(1s);
    const auto sent = wire->requests.size();
    minimizer->cancel();
    minimizer->cancel();
    scheduler.runAll();
    EXPECT_TRUE(news.over);
    EXPECT_EQ(wire->requests.size(), sent);
    EXPECT_TRUE(news.sentence.startsWith(u"Cancelled."));
    const auto told = tellings;
    scheduler.advance(1h);
    EXPECT_EQ(tellings, told) << "nothing is told after the end";
}

TEST_F(MinimizerTest, destroyedInEveryStateItIsSilent) {
    for (const auto passed : {0ms, 5ms, 500ms, 1005ms}) {
        serve([](const http::Request&) { return forbidden(); });
        spec.draft.url = "http://api.example/items?q=%27&page=2";
        prepare();
        begin();
        scheduler.advance(passed);
        minimizer.reset();
        const auto told = tellings;
        scheduler.runAll();
        EXPECT_EQ(tellings, told);
    }
}

TEST_F(MinimizerTest, aSecretOfTheVaultIsInNoText) {
    vault::Credential credential;
    credential.name = "shop";
    credential.hosts = {"api.example"};
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret("s3cret-value");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    serve([](const http::Request& request) {
        return request.url.contains("s3cret") ? Answer{403, {}, "no s3cret-value please"} : Answer{};
    });
    spec.draft.url = "http://api.example/items?x={{vault:shop}}&page=2";
    const auto& found = search();
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when query parameter x is present."));
    for (const auto& line : found.lines)
        EXPECT_FALSE((line.probe.text + line.probe.note).contains(u"s3cret"));
    EXPECT_EQ(found.result->smallest.url, "http://api.example/items?x={{vault:shop}}");
}

} // namespace knockback::session
