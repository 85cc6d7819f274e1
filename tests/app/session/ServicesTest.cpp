// SPDX-License-Identifier: GPL-3.0-or-later
// The whole engine on its own thread, against a server on loopback. Real time, but nothing here waits for a clock.
#include "app/session/Services.h"

#include "app/history/HistoryStore.h"
#include "tests/support/LoopbackServer.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <future>

namespace knockback::session {

class ServicesTest : public testing::Test {
protected:
    ServicesTest() { start(); }
    static ServiceOptions in(const QString& dataDir) {
        ServiceOptions options;
        options.dataDir = dataDir;
        options.keychain = false;
        return options;
    }
    void start() {
        services.reset();
        auto created = Services::create(in(folder.filePath(QStringLiteral("data"))));
        ASSERT_TRUE(created.ok());
        services = std::move(created).value();
    }
    CallSpec to(const QByteArray& url, int attempts = 1) {
        CallSpec spec;
        spec.draft.url = url;
        spec.draft.policy.maxAttempts = attempts;
        return spec;
    }
    CallResult run(CallSpec spec) {
        auto promise = std::make_shared<std::promise<CallResult>>();
        auto future = promise->get_future();
        services->send(std::move(spec), {[promise](CallResult result) { promise->set_value(std::move(result)); }});
        EXPECT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
        return future.get();
    }

    QTemporaryDir folder;
    std::unique_ptr<Services> services;
};

TEST_F(ServicesTest, ACallGoesOutOnTheEngineThreadAndIsRemembered) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach(
        "HTTP/1.1 200 OK\r\nRateLimit: \"default\";r=9;t=60\r\nContent-Length: 2\r\n\r\nok"));
    const auto result = run(to(server.url()));
    EXPECT_EQ(result.outcome, journal::CallOutcome::Ok);
    EXPECT_EQ(result.body.bytes(), "ok");
    ASSERT_EQ(services->limits().buckets.size(), 1u);
    EXPECT_EQ(services->limits().buckets[0].window.remaining, 9.0);
    ASSERT_TRUE(services->history());
    ASSERT_TRUE(services->history()->flush());
    start();
    EXPECT_EQ(services->history()->reader().value()->count(), 1);
}

TEST_F(ServicesTest, ViewsMayLookWhileCallsRun) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    std::atomic<int> finished{0};
    for (int i = 0; i < 50; ++i)
        services->send(to(server.url()), {[&](const CallResult&) { ++finished; }});
    std::uint64_t seen = 0;
    while (finished < 50 || services->journal().lastSequence() > seen) {
        for (const auto& event : services->journal().since(seen))
            seen = event.sequence;
        [[maybe_unused]] const auto limits = services->limits();
        [[maybe_unused]] const auto credentials = services->vault().list();
    }
    EXPECT_GE(seen, 200u);
}

TEST_F(ServicesTest, ARunningCallCanBeCancelledFromOutside) {
    test::LoopbackServer server;
    server.script(test::ServerScript().hang());
    auto promise = std::make_shared<std::promise<CallResult>>();
    auto future = promise->get_future();
    const auto call =
        services->send(to(server.url()), {[promise](CallResult result) { promise->set_value(std::move(result)); }});
    services->cancel(call);
    ASSERT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_EQ(future.get().outcome, journal::CallOutcome::Cancelled);
}

TEST_F(ServicesTest, EndingWithCallsUnderWayIsClean) {
    test::LoopbackServer server;
    server.script(test::ServerScript().hang());
    for (int i = 0; i < 20; ++i)
        services->send(to(server.url()), {[](const CallResult&) {}});
    services.reset();
}

TEST_F(ServicesTest, RotatingWhatDoesNotExistSaysSo) {
    std::promise<QString> problem;
    services->rotate("nobody", [&](const QString& sentence) { problem.set_value(sentence); });
    auto future = problem.get_future();
    ASSERT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_TRUE(future.get().contains(u"nobody"));
}

TEST_F(ServicesTest, AKeyIsReplacedByItsRecipe) {
    test::LoopbackServer server;
    std::atomic<int> others{0};
    server.script(test::ServerScript().answerEach([&](const QByteArray& request) -> QByteArray {
        const bool makes = request.startsWith("POST /keys") && request.contains("the-old-key");
        const bool revokes = request.startsWith("DELETE /keys/k1") && request.contains("the-new-key");
        if (!makes && !revokes && !(request.startsWith("GET /me") && request.contains("the-new-key")))
            ++others;
        const QByteArray body = makes ? R"({"id":"k2","key":"the-new-key"})" : "{}";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }));
    const QByteArray url = server.url();
    const QByteArray root = url.endsWith('/') ? url.chopped(1) : url;
    vault::Credential key;
    key.name = "ci";
    key.kind = vault::CredentialKind::ApiKey;
    key.hosts = {root.mid(root.indexOf("//") + 2)};
    key.settings = {{"recipe-create", "POST " + root + "/keys"},
                    {"recipe-verify", "GET " + root + "/me"},
                    {"recipe-revoke", "DELETE " + root + "/keys/{old-id}"},
                    {"recipe-key-id", "k1"}};
    vault::Secrets secrets;
    secrets.emplace(vault::SecretRole::Value, base::Secret("the-old-key"));
    ASSERT_TRUE(services->vault().add(key, std::move(secrets)).ok());
    std::promise<QString> problem;
    services->rotate("ci", [&](const QString& sentence) { problem.set_value(sentence); });
    auto future = problem.get_future();
    ASSERT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_EQ(future.get(), QString());
    EXPECT_EQ(others, 0);
    EXPECT_EQ(services->vault().reveal("ci", vault::SecretRole::Value)->reveal(), "the-new-key");
}

TEST_F(ServicesTest, AFileWhereTheDataFolderShouldBeIsOneSentence) {
    QFile file(folder.filePath(QStringLiteral("taken")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    const auto created = Services::create(in(file.fileName()));
    ASSERT_FALSE(created.ok());
    EXPECT_EQ(created.error().exitCode, 3);
    EXPECT_TRUE(created.error().sentence.contains(file.fileName()));
}

TEST_F(ServicesTest, TheLastGoodAnswerOfAnEarlierSessionStandsIn) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"));
    auto spec = to(server.url());
    run(spec);
    ASSERT_TRUE(services->history() && services->history()->flush());
    start();
    server.script(test::ServerScript().answerEach("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
    spec.draft.policy.fallback.kind = retry::FallbackKind::LastGood;
    const auto result = run(spec);
    EXPECT_EQ(result.outcome, journal::CallOutcome::Fallback) << result.sentence.toStdString();
    EXPECT_EQ(result.body.bytes(), "good");
}

} // namespace knockback::session
