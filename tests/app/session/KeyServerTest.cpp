// SPDX-License-Identifier: GPL-3.0-or-later
// A key that replaces itself through everything that is real: engine thread, libcurl, vault file, and a provider of
// keys on loopback whose answers can be cut off.
#include "app/session/Services.h"
#include "app/vault/KeyRecipeSettings.h"
#include "tests/support/LoopbackServer.h"

#include <QFile>
#include <QTemporaryDir>

#include <future>
#include <set>

namespace knockback::session {

class KeyServerTest : public testing::Test {
protected:
    KeyServerTest() {
        QFile passphrase(folder.filePath(QStringLiteral("passphrase")));
        EXPECT_TRUE(passphrase.open(QIODevice::WriteOnly) && passphrase.write("open sesame") > 0);
        passphrase.close();
        server.script(test::ServerScript().answerEach([this](const QByteArray& request) { return answer(request); }));
        open();
        vault::Credential key;
        key.name = "ci";
        key.kind = vault::CredentialKind::ApiKey;
        key.hosts = {server.address()};
        key.settings = {{"recipe-create", "POST " + server.url("/keys")},
                        {"recipe-create-body", R"({"replaces":"{old-id}"})"},
                        {"recipe-verify", "GET " + server.url("/me")},
                        {"recipe-revoke", "DELETE " + server.url("/keys/{old-id}")},
                        {"recipe-key-id", "101"}};
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::Value, base::Secret("sk-secret-101"));
        EXPECT_TRUE(services->vault().add(key, std::move(secrets)).ok());
    }
    void open() {
        services.reset();
        ServiceOptions options;
        options.dataDir = folder.path();
        options.vaultFile = folder.filePath(QStringLiteral("v.kbv"));
        options.passphraseFile = folder.filePath(QStringLiteral("passphrase"));
        options.keychain = false;
        options.history = false;
        auto created = Services::create(options);
        ASSERT_TRUE(created.ok());
        services = std::move(created).value();
    }
    QString rotate() {
        std::promise<QString> done;
        services->rotate("ci", [&](const QString& problem) { done.set_value(problem); });
        return done.get_future().get();
    }
    // Its connection's thread.
    QByteArray answer(const QByteArray& request) {
        const std::lock_guard lock(mutex);
        const auto line = request.left(request.indexOf('\r'));
        const auto at = request.toLower().indexOf("x-api-key: ");
        const auto sent = at < 0 ? QByteArray() : request.mid(at + 11, request.indexOf('\r', at) - at - 11);
        if (!valid.contains(sent))
            return status("401 Unauthorized");
        if (line.startsWith("DELETE")) {
            if (refuse)
                return status("503 Service Unavailable");
            const auto id = line.split(' ').at(1).split('/').last();
            return status(valid.erase("sk-secret-" + id) > 0 ? "204 No Content" : "404 Not Found");
        }
        if (!line.startsWith("POST"))
            return status("200 OK", "{}");
        bodies.push_back(request.mid(request.indexOf("\r\n\r\n") + 4));
        const auto id = QByteArray::number(++last);
        valid.insert("sk-secret-" + id);
        return status("201 Created", R"({"id":)" + id + R"(,"key":"sk-secret-)" + id + R"("})");
    }
    static QByteArray status(const QByteArray& line, const QByteArray& body = {}) {
        return "HTTP/1.1 " + line + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    QByteArray stored() { return services->vault().reveal("ci", vault::SecretRole::Value)->reveal().toByteArray(); }
    bool isOwed() { return vault::owedRevocation(*services->vault().find("ci")).has_value(); }

    QTemporaryDir folder;
    std::mutex mutex;
    std::set<QByteArray> valid{"sk-secret-101"};
    std::vector<QByteArray> bodies;
    int last = 101;
    std::atomic<bool> refuse{false};
    test::LoopbackServer server;
    std::unique_ptr<Services> services;
};

TEST_F(KeyServerTest, RotatesAgainAndAgainWithNumbersForIds) {
    for (int round = 1; round <= 3; ++round) {
        EXPECT_EQ(rotate(), QString());
        EXPECT_EQ(stored(), "sk-secret-" + QByteArray::number(101 + round));
        EXPECT_EQ(valid, std::set<QByteArray>{stored()}) << "one key, and it is the one in use";
    }
    EXPECT_EQ(bodies.back(), R"({"replaces":"103"})");
}

TEST_F(KeyServerTest, WhatCouldNotBeRevokedIsRevokedByTheNextProgram) {
    refuse = true;
    EXPECT_TRUE(rotate().contains(u"was not revoked: the answer was 503"));
    EXPECT_EQ(stored(), "sk-secret-102");
    EXPECT_EQ(valid.size(), 2U);
    open();
    EXPECT_TRUE(isOwed());
    EXPECT_TRUE(services->vault().find("ci")->lastProblem.contains(u"(101) still works"));
    refuse = false;
    EXPECT_EQ(rotate(), QString());
    EXPECT_FALSE(isOwed());
    EXPECT_EQ(valid, std::set<QByteArray>{"sk-secret-102"});
}

} // namespace knockback::session
