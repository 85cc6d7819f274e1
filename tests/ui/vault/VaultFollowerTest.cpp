// SPDX-License-Identifier: GPL-3.0-or-later
// The vault's page beside another Knockback on the same file.
#include "ui/vault/VaultFollower.h"
#include "app/vault/PassphraseWrap.h"
#include "app/vault/VaultFile.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialModel.h"
#include "ui/vault/VaultPage.h"
#include "ui/widgets/MessageBar.h"

#include <QTemporaryDir>

#include <atomic>

namespace knockback::ui {

using namespace std::chrono_literals;

class VaultFollowerTest : public testing::Test {
protected:
    VaultFollowerTest() {
        EXPECT_TRUE(vault.open().ok());
        EXPECT_TRUE(vault.add(record("first"), secretOf("first-secret")).ok());
        vault.onChanged([this] {
            QMetaObject::invokeMethod(
                &backend,
                [this] {
                    ++changes;
                    Q_EMIT backend.credentialsChanged();
                },
                Qt::QueuedConnection);
        });
        page = std::make_unique<VaultPage>(backend, vault, themes);
        page->show();
    }
    ~VaultFollowerTest() override { vault.onChanged({}); }
    std::unique_ptr<vault::VaultFile> store() {
        auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret("open sesame"), QStringLiteral("x"),
                                                            base::systemRandom(), vault::KdfCost{1, 8192});
        return std::make_unique<vault::VaultFile>(path(), std::move(wrap), base::systemRandom());
    }
    QString path() const { return folder.filePath(QStringLiteral("k.vault")); }
    static vault::Credential record(const QByteArray& name) {
        vault::Credential credential;
        credential.name = name;
        credential.hosts = {"api.example"};
        return credential;
    }
    static vault::Secrets secretOf(const QByteArray& value) {
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret(value);
        return secrets;
    }
    // While the time passes that a burst of changes is given to end.
    bool comesTrue(const std::function<bool()>& what) {
        return QTest::qWaitFor(
            [&] {
                backend.time().advance(200ms);
                return what();
            },
            5000);
    }
    QString message() const {
        const auto* bar = page->findChild<MessageBar*>();
        return bar->isVisible() ? bar->sentence() : QString();
    }

    QTemporaryDir folder;
    test::FakeBackend backend;
    vault::Vault vault{store(), vault::VaultMode::Passphrase, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    std::unique_ptr<VaultPage> page;
    int changes = 0;
};

TEST_F(VaultFollowerTest, WhatAnotherOneSavesIsShownAndSent) {
    vault::Vault other(store(), vault::VaultMode::Passphrase, backend.time().clock());
    ASSERT_TRUE(other.open().ok());
    ASSERT_TRUE(other.add(record("second"), secretOf("second-secret")).ok());
    const auto* model = page->findChild<CredentialModel*>();
    EXPECT_TRUE(comesTrue([&] { return model->rowCount() == 2; }));
    ASSERT_TRUE(other.rotate("first", other.generationOf("first"), secretOf("newer-secret"), {}).ok());
    EXPECT_TRUE(comesTrue([&] {
        return vault.use("first", vault::SecretRole::Value, "api.example")->reveal() == QByteArrayView("newer-secret");
    })) << "a file that was replaced is watched, too";
}

TEST_F(VaultFollowerTest, ItsOwnSavesAreNotReadAgain) {
    ASSERT_TRUE(vault.add(record("own"), secretOf("own-secret")).ok());
    ASSERT_TRUE(comesTrue([&] { return changes == 1; }));
    vault::Vault other(store(), vault::VaultMode::Passphrase, backend.time().clock());
    ASSERT_TRUE(other.open().ok());
    ASSERT_TRUE(other.add(record("second"), secretOf("second-secret")).ok());
    ASSERT_TRUE(comesTrue([&] { return vault.find("second").has_value(); }));
    QCoreApplication::processEvents();
    EXPECT_EQ(changes, 2);
}

TEST_F(VaultFollowerTest, AFileThatWasDamagedIsSaidAndWhatIsKnownIsKept) {
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("not a vault");
    file.close();
    EXPECT_TRUE(comesTrue([&] { return message().contains(u"is not a vault file"); }));
    EXPECT_TRUE(vault.find("first").has_value());
}

namespace {
// A file that always looks changed and cannot be read after the first time.
class BrokenStore final : public vault::CredentialStore {
public:
    BrokenStore(QString path, std::atomic<int>& loads) : m_path(std::move(path)), m_loads(loads) {}
    base::Result<std::vector<Entry>, vault::VaultError> load() override {
        if (m_loads++ == 0)
            return std::vector<Entry>();
        return base::Failure(vault::VaultError{vault::VaultErrorKind::Damaged, QStringLiteral("It is broken.")});
    }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>&) override { return base::Done{}; }
    [[nodiscard]] QString path() const override { return m_path; }

private:
    QString m_path;
    std::atomic<int>& m_loads;
};
} // namespace

TEST_F(VaultFollowerTest, TheSameIsNotSaidTwice) {
    std::atomic<int> loads = 0;
    vault::Vault broken(std::make_unique<BrokenStore>(path(), loads), vault::VaultMode::Passphrase,
                        backend.time().clock());
    ASSERT_TRUE(broken.open().ok());
    VaultFollower follower(broken, backend.time());
    QStringList said;
    QObject::connect(&follower, &VaultFollower::failed, [&](const QString& sentence) { said << sentence; });
    for (const int times : {2, 3}) {
        ASSERT_TRUE(vault.add(record("n" + QByteArray::number(times)), secretOf("some-secret")).ok());
        ASSERT_TRUE(comesTrue([&] { return loads >= times && !said.isEmpty(); }));
    }
    EXPECT_EQ(said, QStringList{QStringLiteral("It is broken.")});
}

} // namespace knockback::ui
