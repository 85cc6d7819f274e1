// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/PassphraseWrap.h"
#include "app/vault/VaultFile.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

#include <QFile>
#include <QTemporaryDir>

namespace knockback::test {

// A folder that goes away, and vaults in it that open by passphrase at the least cost the format allows.
class VaultFixture : public testing::Test {
protected:
    static constexpr vault::KdfCost cheap{1, 8192};

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("k.vault")); }

    [[nodiscard]] std::unique_ptr<vault::VaultFile> store(const QByteArray& passphrase = "open sesame") {
        auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret(passphrase), QStringLiteral("The passphrase"),
                                                            base::systemRandom(), cheap);
        return std::make_unique<vault::VaultFile>(path(), std::move(wrap), base::systemRandom());
    }

    [[nodiscard]] std::unique_ptr<vault::Vault> openedVault(const QByteArray& passphrase = "open sesame") {
        auto opened = std::make_unique<vault::Vault>(store(passphrase), vault::VaultMode::Passphrase, m_clock);
        const auto outcome = opened->open();
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence.toStdString());
        return opened;
    }

    [[nodiscard]] QByteArray fileBytes() const {
        QFile file(path());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    void writeFile(const QByteArray& bytes) const {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        ASSERT_EQ(file.write(bytes), bytes.size());
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
};

inline vault::Credential bearer(const QByteArray& name, std::vector<QByteArray> hosts = {"api.test"}) {
    vault::Credential credential;
    credential.name = name;
    credential.kind = vault::CredentialKind::Bearer;
    credential.hosts = std::move(hosts);
    return credential;
}

inline vault::Secrets value(const QByteArray& secret) {
    vault::Secrets secrets;
    secrets.emplace(vault::SecretRole::Value, base::Secret(secret));
    return secrets;
}

// A kind of error, or nothing when it went well: for EXPECT_EQ.
template <typename T>
std::optional<vault::VaultErrorKind> errorOf(const base::Result<T, vault::VaultError>& result) {
    return result ? std::nullopt : std::optional(result.error().kind);
}

inline QByteArray shown(const base::Result<base::Secret, vault::VaultError>& secret) {
    return secret ? secret->reveal().toByteArray() : "error: " + secret.error().sentence.toUtf8();
}

} // namespace knockback::test
