// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl wrote the keys of every TLS connection to the file that SSLKEYLOGFILE names, which a user may have set for a
// browser.
#include "tests/support/LoopbackServer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace knockback {

namespace {

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// Sends one request over TLS with the built program; whether it left the connection's keys behind.
bool leavesKeys(const QStringList& environment) {
    const QTemporaryDir folder;
    const auto certificate = test::TestCertificate::make();
    test::LoopbackServer server(certificate);
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    const QString requests = folder.filePath(QStringLiteral("a.http"));
    EXPECT_TRUE(write(folder.filePath(QStringLiteral("ca.pem")), certificate.authorityPem));
    EXPECT_TRUE(write(requests, "# @knockback.ca-file ca.pem\nGET " + server.url() + "\n"));
    const QString keys = folder.filePath(QStringLiteral("keys"));
    QProcess program;
    program.setEnvironment(QProcess::systemEnvironment() + environment +
                           QStringList{QStringLiteral("SSLKEYLOGFILE=") + keys});
    program.start(QStringLiteral(KNOCKBACK_BINARY_DIR "/bin/knockback"),
                  {QStringLiteral("run"), requests, QStringLiteral("--data-dir"), folder.path()});
    EXPECT_TRUE(program.waitForFinished(20'000));
    EXPECT_EQ(program.exitCode(), 0) << program.readAllStandardError().constData();
    EXPECT_EQ(server.requests().size(), 1u);
    QFile left(keys);
    return left.open(QIODevice::ReadOnly) && left.readAll().contains("TRAFFIC_SECRET");
}

} // namespace

TEST(TlsKeys, areNotLeftBehindUnlessAskedFor) {
    const QStringList none{QStringLiteral("DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")};
    EXPECT_FALSE(leavesKeys(none));
    EXPECT_TRUE(leavesKeys(none + QStringList{QStringLiteral("KNOCKBACK_ALLOW_CORE=1")}));
}

} // namespace knockback
