// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/WindowTest.h"

namespace knockback::test {

class LockedVaultTest : public WindowTest {
protected:
    void refuse() {
        backend.locked = true;
        sendFirst();
        session::CallResult result;
        result.call = base::CallId{1};
        result.refused = QStringLiteral("Not sent: the vault is locked, and this request needs “github”.");
        result.credentialProblem = true;
        result.vaultLocked = true;
        Q_EMIT backend.callFinished(result);
        backend.settle();
    }
    void clickUnlock() {
        for (auto* button : banner()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Unlock and send"))
                return QTest::mouseClick(button, Qt::LeftButton);
        FAIL() << "there is no such button";
    }
};

TEST_F(LockedVaultTest, WhatItHeldBackIsSentWhenItIsUnlocked) {
    int awaited = 0;
    QObject::connect(&backend, &Backend::vaultAwaited, window.get(), [&awaited] { ++awaited; });
    refuse();
    ASSERT_TRUE(banner());
    clickUnlock();
    EXPECT_EQ(awaited, 1);
    EXPECT_EQ(backend.sent.size(), 1U);
    Q_EMIT backend.credentialsChanged();
    EXPECT_EQ(backend.sent.size(), 1U) << "it is still locked";
    backend.locked = false;
    Q_EMIT backend.credentialsChanged();
    EXPECT_EQ(backend.sent.size(), 2U);
    Q_EMIT backend.credentialsChanged();
    EXPECT_EQ(backend.sent.size(), 2U) << "once";
}

TEST_F(LockedVaultTest, NothingIsSentThatNobodyAskedFor) {
    refuse();
    backend.locked = false;
    Q_EMIT backend.credentialsChanged();
    EXPECT_EQ(backend.sent.size(), 1U);
}

} // namespace knockback::test
