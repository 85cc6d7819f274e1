// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/Program.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>

namespace knockback::test {
namespace {

double millisecondsBetween(const QJsonValue& earlier, const QJsonValue& later) {
    const auto time = [](const QJsonValue& attempt) {
        return QDateTime::fromString(attempt[QStringLiteral("startedAt")].toString(), Qt::ISODateWithMs);
    };
    return static_cast<double>(time(earlier).msecsTo(time(later)));
}

} // namespace

QJsonObject Program::Result::json() const {
    return QJsonDocument::fromJson(out).object();
}

Program::Result Program::run(const QStringList& arguments) const {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(KNOCKBACK_BINARY_DIR "/bin/knockback"),
                  arguments + QStringList{QStringLiteral("--data-dir"), path("data")});
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished(1000);
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString Program::write(const char* name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test's file");
    return path(name);
}

QString problemWithWaits(const QJsonObject& call) {
    const QJsonArray attempts = call[QStringLiteral("attempts")].toArray();
    const QJsonArray waits = call[QStringLiteral("waits")].toArray();
    if (waits.size() != attempts.size() - 1)
        return QStringLiteral("%1 attempts, but %2 waits").arg(attempts.size()).arg(waits.size());
    for (qsizetype i = 0; i < waits.size(); ++i) {
        const QJsonValue asked = attempts[i][QStringLiteral("diagnosis")][QStringLiteral("retryAfterSeconds")];
        const double waited = waits[i][QStringLiteral("ms")].toDouble();
        const double between = millisecondsBetween(attempts[i], attempts[i + 1]);
        if (waited > between + 1) // startedAt is rounded to the millisecond
            return QStringLiteral("wait %1 is said to be %2 ms, but the attempts are %3 ms apart")
                .arg(i)
                .arg(waited)
                .arg(between);
        const bool obeys = waits[i][QStringLiteral("reason")].toString() == QLatin1String("retry_after");
        if (asked.isDouble() && (!obeys || waited < asked.toDouble() * 1000))
            return QStringLiteral("wait %1 is %2 ms, but the server asked for %3 s")
                .arg(i)
                .arg(waited)
                .arg(asked.toDouble());
    }
    return {};
}

} // namespace knockback::test
