// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/KeyRotator.h"

#include "app/vault/EntryCodec.h"
#include "app/vault/KeyRecipeSettings.h"
#include "tests/app/session/FunctionTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

// A provider of keys, as its state: who has a valid key may make, try and revoke keys.
struct KeyProvider {
    std::map<QByteArray, QByteArray> valid{{"k1", "first-key-value-1"}}; // by id
    int made = 1;
    std::map<QByteArray, int> failing; // by method: the status instead
    http::HeaderList failingHeaders;
    bool numericIds = false;

    FunctionTransport::Answer answer(const http::Request& request) {
        if (const auto fails = failing.find(request.method); fails != failing.end())
            return {fails->second, failingHeaders, "no"};
        const auto key = request.headers.value("X-API-Key").value_or("");
        if (std::none_of(valid.begin(), valid.end(), [&](const auto& one) { return one.second == key; }))
            return {401, {}, "who?"};
        if (request.method == "POST") {
            const QByteArray id = (numericIds ? "" : "k") + QByteArray::number(++made);
            valid[id] = "next-key-value-" + QByteArray::number(made);
            const QByteArray shown = numericIds ? id : '"' + id + '"';
            return {201, {}, R"({"key":{"id":)" + shown + R"(,"secret":")" + valid[id] + R"("}})"};
        }
        if (request.method == "DELETE")
            return {valid.erase(request.url.split('/').last()) ? 204 : 404, {}, {}};
        return {200, {}, "{}"};
    }
};

// A disk of the test's own, which may be full.
struct KeyDisk {
    std::vector<vault::CredentialStore::Entry> entries;
    bool full = false;
    std::function<void()> saved = [] {};
};
class DiskStore final : public vault::CredentialStore {
public:
    explicit DiskStore(KeyDisk& disk) : m_disk(disk) {}
    base::Result<std::vector<Entry>, vault::VaultError> load() override { return vault::cloneEntries(m_disk.entries); }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>& entries) override {
        if (m_disk.full)
            return base::Failure(
                vault::VaultError{vault::VaultErrorKind::Storage, QStringLiteral("The disk is full.")});
        m_disk.entries = vault::cloneEntries(entries);
        m_disk.saved();
        return base::Done{};
    }

private:
    KeyDisk& m_disk;
};

// One run of the program on that disk.
struct KeySession {
    KeySession(test::VirtualScheduler& timers, http::Transport& wire, KeyDisk& disk)
        : vault(std::make_unique<DiskStore>(disk), vault::VaultMode::Passphrase, timers.clock())
        , journal(timers.clock())
        , parts{timers, random, wire, vault, knowledge, journal, limits, cookies} {
        EXPECT_TRUE(vault.open().ok());
    }

    test::SeededRandom random;
    vault::Vault vault;
    Knowledge knowledge;
    journal::Journal journal;
    SharedLimits limits;
    CookieShelf cookies;
    EngineParts parts;
    Rotator rotator{parts};
    KeyRotator keys{parts, rotator};
};

// A key "ci" with a recipe, in virtual time.
class KeyFixture : public testing::Test {
protected:
    KeyFixture() {
        vault::Credential key;
        key.name = "ci";
        key.kind = vault::CredentialKind::ApiKey;
        key.hosts = {"keys.test"};
        key.settings = {{"recipe-create", "POST https://keys.test/keys"},
                        {"recipe-verify", "GET https://keys.test/me"},
                        {"recipe-revoke", "DELETE https://keys.test/keys/{old-id}"},
                        {"recipe-key-member", "key.secret"},
                        {"recipe-id-member", "key.id"},
                        {"recipe-key-id", "k1"}};
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::Value, base::Secret("first-key-value-1"));
        EXPECT_TRUE(session->vault.add(key, std::move(secrets)).ok());
    }
    void set(const QByteArray& name, const QByteArray& value) {
        auto record = *session->vault.find("ci");
        record.settings[name] = value;
        ASSERT_TRUE(session->vault.update(record).ok());
    }
    void restart() { session = std::make_unique<KeySession>(scheduler, wire, disk); }
    QString rotate() {
        QString told = QStringLiteral("never told");
        session->keys.rotate("ci", [&](const QString& problem) { told = problem; });
        scheduler.advance(std::chrono::seconds(1));
        return told;
    }
    QByteArray keyOf(vault::SecretRole role = vault::SecretRole::Value) {
        const auto key = session->vault.reveal("ci", role);
        return key ? key->reveal().toByteArray() : QByteArray();
    }
    QByteArray setting(const QByteArray& name) { return session->vault.find("ci")->settings[name]; }
    bool works(const QByteArray& key) {
        return std::any_of(provider.valid.begin(), provider.valid.end(),
                           [&](const auto& one) { return one.second == key; });
    }

    test::VirtualScheduler scheduler;
    KeyProvider provider;
    KeyDisk disk;
    FunctionTransport wire{scheduler, [this](const http::Request& request) { return provider.answer(request); }};
    std::unique_ptr<KeySession> session = std::make_unique<KeySession>(scheduler, wire, disk);
};

} // namespace knockback::session
