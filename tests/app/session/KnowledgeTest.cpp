// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace's own providers and rules, in the whole engine.
#include "app/session/Knowledge.h"
#include "app/session/Services.h"
#include "tests/support/LoopbackServer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <future>

namespace knockback::session {

using diagnosis::Cause;

const QByteArray ownProvider = R"({"id": "lab", "name": "Our gate", "hosts": ["127.0.0.1"],
  "docsUrl": "https://docs.acme.example/gate", "limitsUrl": "https://docs.acme.example/limits",
  "limits": [{"bucket": "gate", "limitHeader": "x-gate-size", "remainingHeader": "x-gate-left", "unit": "requests"}]})";
const QByteArray ownRule = R"({"rules": [{"id": "gate-475", "kind": "decision", "weight": 0.97, "cause": "rate_limit",
  "subcause": "generic", "when": {"status": [475]}, "says": "The gate is full."}]})";

class KnowledgeTest : public testing::Test {
protected:
    KnowledgeTest() {
        ServiceOptions options;
        options.dataDir = folder.filePath(QStringLiteral("data"));
        options.keychain = false;
        options.history = false;
        auto created = Services::create(options);
        EXPECT_TRUE(created.ok());
        services = std::move(created).value();
        server.script(test::ServerScript().answerEach(
            "HTTP/1.1 475 Full\r\nX-Gate-Size: 9\r\nX-Gate-Left: 4\r\nContent-Length: 0\r\n\r\n"));
    }
    // Of a workspace's .knockback.
    void write(const QString& workspace, const QString& name, const QByteArray& content) {
        QFile file(path(workspace) + QStringLiteral("/.knockback/") + name);
        ASSERT_TRUE(QDir().mkpath(QFileInfo(file).path()));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void writeOwn(const QString& workspace) {
        write(workspace, QStringLiteral("providers/gate.json"), ownProvider);
        write(workspace, QStringLiteral("rules/gate.json"), ownRule);
    }
    [[nodiscard]] QString path(const QString& workspace) const { return folder.filePath(workspace); }
    QStringList use(const QString& workspace) {
        auto promise = std::make_shared<std::promise<QStringList>>();
        auto future = promise->get_future();
        services->useWorkspace(path(workspace), [promise](const QStringList& said) { promise->set_value(said); });
        return takenFrom(future);
    }
    journal::AttemptPtr send() {
        CallSpec spec;
        spec.draft.url = server.url();
        spec.draft.policy.maxAttempts = 1;
        auto promise = std::make_shared<std::promise<CallResult>>();
        auto future = promise->get_future();
        services->send(std::move(spec), {[promise](CallResult result) { promise->set_value(std::move(result)); }});
        return takenFrom(future).attempts.at(0);
    }
    template <typename T>
    static T takenFrom(std::future<T>& future) {
        EXPECT_EQ(future.wait_for(std::chrono::seconds(20)), std::future_status::ready);
        return future.get();
    }

    QTemporaryDir folder;
    test::LoopbackServer server;
    std::unique_ptr<Services> services;
};

TEST_F(KnowledgeTest, AWorkspaceReplacesAProviderAndAddsARule) {
    EXPECT_EQ(send()->diagnosis.cause, Cause::ClientError);
    writeOwn(QStringLiteral("a"));
    EXPECT_EQ(use(QStringLiteral("a")), QStringList());
    const auto attempt = send();
    EXPECT_EQ(attempt->diagnosis.cause, Cause::RateLimit);
    EXPECT_EQ(attempt->diagnosis.docsUrl, QStringLiteral("https://docs.acme.example/limits"));
    ASSERT_EQ(attempt->quota.windows.size(), 1u);
    EXPECT_EQ(attempt->quota.windows[0].limit, 9.0);
    EXPECT_EQ(attempt->quota.windows[0].remaining, 4.0);
    EXPECT_EQ(services->catalogue().forHost("127.0.0.1")->name, QStringLiteral("Our gate"));
}

TEST_F(KnowledgeTest, TheNextWorkspaceHasItsOwnAndWhatWasHandedOutStays) {
    const auto* ours = services->catalogue().forHost("127.0.0.1");
    writeOwn(QStringLiteral("a"));
    use(QStringLiteral("a"));
    const auto* theirs = services->catalogue().forHost("127.0.0.1");
    EXPECT_NE(theirs, ours);
    EXPECT_EQ(use(QStringLiteral("b")), QStringList()); // is not even there
    EXPECT_EQ(services->catalogue().forHost("127.0.0.1"), ours);
    EXPECT_EQ(send()->diagnosis.cause, Cause::ClientError);
    EXPECT_EQ(theirs->name, QStringLiteral("Our gate"));
    use(QStringLiteral("a"));
    EXPECT_EQ(send()->diagnosis.cause, Cause::RateLimit);
}

TEST_F(KnowledgeTest, ABrokenFileIsOneSentenceAndTheRestIsUsed) {
    writeOwn(QStringLiteral("a"));
    write(QStringLiteral("a"), QStringLiteral("providers/broken.json"), "{");
    write(QStringLiteral("a"), QStringLiteral("rules/wrong.json"), R"({"rules": 5})");
    const auto problems = use(QStringLiteral("a"));
    ASSERT_EQ(problems.size(), 2);
    EXPECT_THAT(problems[0].toStdString(), testing::HasSubstr("broken.json"));
    EXPECT_THAT(problems[1].toStdString(), testing::HasSubstr("wrong.json"));
    EXPECT_EQ(send()->diagnosis.cause, Cause::RateLimit);
    EXPECT_EQ(services->catalogue().forHost("api.github.com")->id, "github");
}

TEST_F(KnowledgeTest, TheLastOneAskedForWins) {
    writeOwn(QStringLiteral("a"));
    for (int i = 0; i < 20; ++i)
        services->useWorkspace(path(i % 2 ? QStringLiteral("a") : QStringLiteral("b")), {});
    EXPECT_EQ(use(QStringLiteral("b")), QStringList());
    EXPECT_EQ(services->catalogue().forHost("127.0.0.1")->name, QStringLiteral("Local lab"));
    EXPECT_EQ(use(QStringLiteral("a")), QStringList());
    EXPECT_EQ(services->catalogue().forHost("127.0.0.1")->name, QStringLiteral("Our gate"));
}

TEST_F(KnowledgeTest, MayBeAskedWhileItChanges) {
    writeOwn(QStringLiteral("a"));
    std::atomic<int> done{0};
    for (int i = 0; i < 20; ++i)
        services->useWorkspace(path(i % 2 ? QStringLiteral("a") : QStringLiteral("b")),
                               [&done](const QStringList&) { ++done; });
    while (done < 20)
        ASSERT_TRUE(services->catalogue().forHost("127.0.0.1"));
}

TEST_F(KnowledgeTest, EndingWhileItIsReadIsClean) {
    writeOwn(QStringLiteral("a"));
    for (int i = 0; i < 5; ++i)
        services->useWorkspace(path(QStringLiteral("a")), {});
    services.reset();
}

} // namespace knockback::session
