// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pacing/Scenario.h"
#include "tests/bench/support/Usage.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace knockback::bench {

Outcome runKnockback(const Scenario& scenario) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("bench.http")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write("GET " + scenario.url + '\n');
    file.close();
    const QByteArray out =
        outputOf({KNOCKBACK_BINARY_DIR "/bin/knockback", "run", file.fileName().toUtf8(), "--json", "--data-dir",
                  folder.path().toUtf8(), "--repeat", QByteArray::number(scenario.count), "--concurrency",
                  QByteArray::number(scenario.concurrency)});
    const QJsonObject run = QJsonDocument::fromJson(out).object();
    return {run[QLatin1String("ok")].toInt(), run[QLatin1String("wastedAttempts")].toInt(),
            run[QLatin1String("wallSeconds")].toDouble()};
}

Outcome runPeer(const char* library, const Scenario& scenario) {
    std::vector<QByteArray> command{
        "node",       KNOCKBACK_PACING_DIR "/peers.js",   library,
        scenario.url, QByteArray::number(scenario.count), QByteArray::number(scenario.concurrency)};
    if (!scenario.perSecond.isEmpty())
        command.push_back(scenario.perSecond);
    const QJsonObject run = QJsonDocument::fromJson(outputOf(command)).object();
    return {run[QLatin1String("ok")].toInt(), run[QLatin1String("blocked")].toInt(),
            run[QLatin1String("seconds")].toDouble()};
}

} // namespace knockback::bench
