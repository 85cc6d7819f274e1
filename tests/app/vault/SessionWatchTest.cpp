// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/desktop/SessionEars.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace knockback::test {

using vault::SessionEars;
using vault::SessionEvent;

// A bus of its own, with one connection that plays the desktop and one that listens.
class SessionWatchTest : public testing::Test {
protected:
    void SetUp() override {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            GTEST_SKIP() << "dbus-daemon is not installed";
        m_bus.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                             QStringLiteral("--print-address"),
                             QStringLiteral("--address=unix:path=%1/bus").arg(m_folder.path())});
        ASSERT_TRUE(m_bus.waitForReadyRead(10'000)) << m_bus.readAllStandardError().constData();
        m_address = QString::fromLocal8Bit(m_bus.readLine()).trimmed();
        ASSERT_TRUE(desktop().isConnected() && listening().isConnected());
        m_ears = std::make_unique<SessionEars>(listening(), listening(),
                                               [this](SessionEvent event) { m_heard.push_back(event); });
    }
    void TearDown() override {
        m_ears.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("test-desktop"));
        QDBusConnection::disconnectFromBus(QStringLiteral("test-ears"));
        m_bus.kill();
        m_bus.waitForFinished(5'000);
    }

    [[nodiscard]] QDBusConnection desktop() const {
        return QDBusConnection::connectToBus(m_address, QStringLiteral("test-desktop"));
    }
    [[nodiscard]] QDBusConnection listening() const {
        return QDBusConnection::connectToBus(m_address, QStringLiteral("test-ears"));
    }
    void signal(const QString& path, const QString& interface, const QString& name, const QVariantList& values = {}) {
        auto message = QDBusMessage::createSignal(path, interface, name);
        message.setArguments(values);
        ASSERT_TRUE(desktop().send(message));
    }
    void screenSaver(bool active) {
        signal(QStringLiteral("/org/freedesktop/ScreenSaver"), QStringLiteral("org.freedesktop.ScreenSaver"),
               QStringLiteral("ActiveChanged"), {active});
    }
    // What was heard, once there is as much as expected.
    std::vector<SessionEvent> heard(std::size_t expected) {
        QElapsedTimer since;
        since.start();
        while (m_heard.size() < expected && since.elapsed() < 10'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        return m_heard;
    }

    QTemporaryDir m_folder;
    QProcess m_bus;
    QString m_address;
    std::vector<SessionEvent> m_heard;
    std::unique_ptr<SessionEars> m_ears;
};

TEST_F(SessionWatchTest, HearsTheScreenLockedButNotItsUnlocking) {
    screenSaver(false);
    screenSaver(true);
    EXPECT_EQ(heard(1), std::vector{SessionEvent::ScreenLocked});
}

TEST_F(SessionWatchTest, HearsItFromEveryDesktop) {
    for (const auto& interface : {QStringLiteral("org.gnome.ScreenSaver"), QStringLiteral("org.mate.ScreenSaver"),
                                  QStringLiteral("org.cinnamon.ScreenSaver")})
        signal(QStringLiteral("/x"), interface, QStringLiteral("ActiveChanged"), {true});
    signal(QStringLiteral("/org/freedesktop/login1/session/_31"), QStringLiteral("org.freedesktop.login1.Session"),
           QStringLiteral("Lock"));
    EXPECT_EQ(heard(4), std::vector(4, SessionEvent::ScreenLocked));
}

TEST_F(SessionWatchTest, HearsThatTheMachineGoesToSleepButNotThatItWakes) {
    const auto sleep = [this](bool begins) {
        signal(QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
               QStringLiteral("PrepareForSleep"), {begins});
    };
    sleep(true);
    sleep(false);
    screenSaver(true); // the last that comes
    EXPECT_EQ(heard(2), (std::vector{SessionEvent::AboutToSleep, SessionEvent::ScreenLocked}));
}

TEST_F(SessionWatchTest, OtherSignalsMeanNothing) {
    signal(QStringLiteral("/x"), QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("Renamed"), {true});
    signal(QStringLiteral("/x"), QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("ActiveChanged"),
           {QStringLiteral("yes")});
    screenSaver(true);
    EXPECT_EQ(heard(1), std::vector{SessionEvent::ScreenLocked});
}

TEST(SessionWatch, WithoutABusItHearsNothingAndComplainsOfNothing) {
    const SessionEars ears(QDBusConnection(QStringLiteral("none")), QDBusConnection(QStringLiteral("none either")),
                           [](SessionEvent) { FAIL(); });
}

} // namespace knockback::test
