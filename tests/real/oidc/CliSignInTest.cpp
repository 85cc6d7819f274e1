// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/oidc/OidcServer.h"
#include "tests/real/support/Program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace knockback::test {

namespace {
// The built program in a terminal, as far as it can tell: what it says is read while it waits for the user.
class CliSignIn : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start()) << m_server.problem();
        m_vault = {QStringLiteral("--vault"), m_program.path("v.kbv"), QStringLiteral("--passphrase-file"),
                   m_program.write("passphrase", "open sesame")};
    }
    int vault(const QStringList& arguments) {
        QProcess process;
        process.setStandardInputFile(QProcess::nullDevice());
        start(process, arguments);
        process.waitForFinished(60'000);
        m_out = process.readAllStandardOutput();
        m_said = process.readAllStandardError();
        return process.exitCode();
    }
    void start(QProcess& process, const QStringList& arguments) {
        process.start(QStringLiteral(KNOCKBACK_BINARY_DIR "/bin/knockback"),
                      QStringList{QStringLiteral("--data-dir"), m_program.path("data")} + m_vault +
                          QStringList{QStringLiteral("vault")} + arguments);
    }
    // What the pattern captures in what the process says on standard error, within half a minute.
    QString hear(QProcess& process, const char* pattern) {
        const QRegularExpression wanted(QString::fromUtf8(pattern));
        m_said.clear();
        while (process.state() != QProcess::NotRunning || process.bytesAvailable() > 0) {
            m_said += process.readAllStandardError();
            if (const auto match = wanted.match(QString::fromUtf8(m_said)); match.hasMatch())
                return match.captured(1);
            process.setReadChannel(QProcess::StandardError);
            if (!process.waitForReadyRead(30'000))
                break;
        }
        return {};
    }
    QString browse(const QStringList& arguments) {
        QProcess curl;
        curl.start(QStringLiteral("curl"),
                   QStringList{QStringLiteral("-sSL"), QStringLiteral("-b"), QString()} + arguments);
        curl.waitForFinished(30'000);
        return QString::fromUtf8(curl.readAllStandardOutput() + curl.readAllStandardError());
    }
    QStringList add(const char* client, const char* kind) const {
        return {QStringLiteral("add"),         QString::fromUtf8(client),
                QStringLiteral("--kind"),      QString::fromUtf8(kind),
                QStringLiteral("--issuer"),    QString::fromUtf8(m_server.issuer()),
                QStringLiteral("--client-id"), QString::fromUtf8(client),
                QStringLiteral("--scope"),     QStringLiteral("openid offline_access"),
                QStringLiteral("--host"),      QStringLiteral("api.test")};
    }

    OidcServer m_server;
    Program m_program;
    QStringList m_vault;
    QByteArray m_out;
    QByteArray m_said;
};
} // namespace

TEST_F(CliSignIn, ByBrowser) {
    ASSERT_EQ(vault(add("native", "authorization-code")), 0) << m_said.constData();
    EXPECT_TRUE(m_said.contains("knockback vault rotate native"));
    QProcess rotating;
    start(rotating, {QStringLiteral("rotate"), QStringLiteral("native"), QStringLiteral("--json")});
    const QString address = hear(rotating, "Open this address: (\\S+)");
    ASSERT_FALSE(address.isEmpty()) << m_said.constData();
    EXPECT_TRUE(browse({address}).contains(QStringLiteral("Knockback has its answer")));
    ASSERT_TRUE(rotating.waitForFinished(30'000));
    EXPECT_EQ(rotating.exitCode(), 0) << rotating.readAllStandardError().constData();
    EXPECT_EQ(QJsonDocument::fromJson(rotating.readAllStandardOutput())[QStringLiteral("state")],
              QStringLiteral("valid"));
    // From now on it renews by itself.
    EXPECT_EQ(vault({QStringLiteral("rotate"), QStringLiteral("native")}), 0) << m_said.constData();
    EXPECT_FALSE(m_said.contains("Open this address"));
}

TEST_F(CliSignIn, WithWhatAnApiHasAskedFor) { // RFC 6750 3.1, RFC 9470 4
    ASSERT_EQ(vault(add("native", "authorization-code")), 0) << m_said.constData();
    for (const bool first : {true, false}) { // also while a refresh token would do for a renewal
        QProcess rotating;
        start(rotating, {QStringLiteral("rotate"), QStringLiteral("native"), QStringLiteral("--scope"),
                         QStringLiteral("write"), QStringLiteral("--acr"), QStringLiteral("mfa"),
                         QStringLiteral("--max-age"), QStringLiteral("60"), QStringLiteral("--json")});
        const QString address = hear(rotating, "Open this address: (\\S+)");
        EXPECT_TRUE(address.contains(QStringLiteral("acr_values=mfa&max_age=60"))) << first << address.toStdString();
        browse({address});
        ASSERT_TRUE(rotating.waitForFinished(30'000));
        EXPECT_EQ(rotating.exitCode(), 0) << rotating.readAllStandardError().constData();
        const auto scopes =
            QJsonDocument::fromJson(rotating.readAllStandardOutput())[QStringLiteral("scopes")].toArray();
        EXPECT_EQ(scopes,
                  (QJsonArray{QStringLiteral("openid"), QStringLiteral("offline_access"), QStringLiteral("write")}));
    }
}

TEST_F(CliSignIn, ByDeviceCode) {
    ASSERT_EQ(vault(add("device", "device-code")), 0) << m_said.constData();
    QProcess rotating;
    start(rotating, {QStringLiteral("rotate"), QStringLiteral("device")});
    const QString code = hear(rotating, "Enter (\\S+) at");
    ASSERT_FALSE(code.isEmpty()) << m_said.constData();
    browse({QStringLiteral("-X"), QStringLiteral("POST"),
            QString::fromUtf8(m_server.issuer()) + QStringLiteral("/__approve?user_code=") + code});
    ASSERT_TRUE(rotating.waitForFinished(40'000));
    EXPECT_EQ(rotating.exitCode(), 0) << rotating.readAllStandardError().constData();
}

TEST_F(CliSignIn, CtrlCEndsIt) {
    ASSERT_EQ(vault(add("native", "authorization-code")), 0) << m_said.constData();
    QProcess rotating;
    start(rotating, {QStringLiteral("rotate"), QStringLiteral("native")});
    ASSERT_FALSE(hear(rotating, "Open this address: (\\S+)").isEmpty()) << m_said.constData();
    rotating.terminate();
    ASSERT_TRUE(rotating.waitForFinished(30'000));
    EXPECT_EQ(rotating.exitCode(), 6);
    EXPECT_TRUE((m_said + rotating.readAllStandardError()).contains("was cancelled"));
}

} // namespace knockback::test
