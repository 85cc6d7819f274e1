// SPDX-License-Identifier: GPL-3.0-or-later
// An API key that another Knockback had replaced in the vault's file was still sent, and its refusal was the end of the
// call: the file was read again for tokens only.
#include "app/vault/PassphraseWrap.h"
#include "app/vault/VaultFile.h"
#include "tests/app/session/SessionFixture.h"

#include <QTemporaryDir>

namespace knockback::session {

namespace {
std::unique_ptr<vault::VaultFile> fileIn(const QTemporaryDir& folder) {
    auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret("open sesame"), QStringLiteral("x"),
                                                        base::systemRandom(), vault::KdfCost{1, 8192});
    return std::make_unique<vault::VaultFile>(folder.filePath(QStringLiteral("k.vault")), std::move(wrap),
                                              base::systemRandom());
}

vault::Secrets keyOf(const QByteArray& value) {
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret(value);
    return secrets;
}

struct OwnFolder {
    QTemporaryDir folder;
};
} // namespace

class KeyReplacedElsewhereTest : private OwnFolder, public SessionFixture {
protected:
    KeyReplacedElsewhereTest() : SessionFixture(fileIn(folder), vault::VaultMode::Passphrase) {
        vault::Credential credential;
        credential.name = "ledger";
        credential.hosts = {"api.example"};
        EXPECT_TRUE(vault.add(credential, keyOf("old-key-value")).ok());
        spec.draft.url = "https://api.example/items";
        spec.draft.headers = {{"Authorization", "Bearer {{vault:ledger}}", true}};
        transport.answer(401, {{"WWW-Authenticate", "Bearer"}});
        transport.answer(401, {{"WWW-Authenticate", "Bearer"}});
    }
    void replaceElsewhere() {
        vault::Vault other(fileIn(folder), vault::VaultMode::Passphrase, scheduler.clock());
        ASSERT_TRUE(other.open().ok());
        ASSERT_TRUE(other.rotate("ledger", other.generationOf("ledger"), keyOf("new-key-value"), {}).ok());
    }
};

TEST_F(KeyReplacedElsewhereTest, TheNewOneIsSentOnce) {
    replaceElsewhere();
    EXPECT_EQ(run().outcome, journal::CallOutcome::Blocked);
    ASSERT_EQ(transport.requests.size(), 2u);
    EXPECT_EQ(transport.requests[0].headers.value("Authorization"), "Bearer old-key-value");
    EXPECT_EQ(transport.requests[1].headers.value("Authorization"), "Bearer new-key-value");
}

TEST_F(KeyReplacedElsewhereTest, WithoutANewOneNothingIsSentAgain) {
    EXPECT_EQ(run().outcome, journal::CallOutcome::Blocked);
    EXPECT_EQ(transport.requests.size(), 1u);
}

TEST_F(KeyReplacedElsewhereTest, APolicyThatForbidsItIsObeyed) {
    replaceElsewhere();
    spec.draft.policy.rotateOnExpiredCredential = false;
    run();
    EXPECT_EQ(transport.requests.size(), 1u);
}

} // namespace knockback::session
