// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/Refusal.h"

#include <QJsonArray>

#include <ostream>

namespace knockback::test {

namespace {

Refusal refusalOf(const QJsonObject& call) {
    const QJsonArray attempts = call[QStringLiteral("attempts")].toArray();
    const QJsonObject attempt = attempts.isEmpty() ? QJsonObject() : attempts.last().toObject();
    const QJsonObject diagnosis = attempt[QStringLiteral("diagnosis")].toObject();
    Refusal refusal;
    refusal.outcome = call[QStringLiteral("outcome")].toString().toStdString();
    refusal.status = attempt[QStringLiteral("status")].toInt();
    refusal.cause = diagnosis[QStringLiteral("cause")].toString().toStdString();
    refusal.subcause = diagnosis[QStringLiteral("subcause")].toString().toStdString();
    refusal.vendor = diagnosis[QStringLiteral("vendor")].toString().toStdString();
    refusal.confidence = diagnosis[QStringLiteral("confidence")].toDouble();
    for (const auto& line : diagnosis[QStringLiteral("evidence")].toArray())
        refusal.evidence += line.toString().toStdString() + "\n";
    return refusal;
}

} // namespace

Refusal sendOnce(const Program& program, const QString& url, const QStringList& options) {
    QStringList arguments{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--retries"),
                          QStringLiteral("0")};
    return refusalOf(program.run(arguments + options + QStringList(url)).json());
}

Refusal sendThrough(const Program& program, const QString& proxy, const QString& url) {
    const QString file = program.write("through.http", "### Through the proxy\n# @knockback.retry.maxAttempts 1\n"
                                                       "# @knockback.proxy " +
                                                           proxy.toUtf8() + "\nGET " + url.toUtf8() + "\n");
    const QJsonObject run = program.run({QStringLiteral("run"), QStringLiteral("--json"), file}).json();
    return refusalOf(run[QStringLiteral("calls")][0].toObject());
}

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << refusal.outcome << ' ' << refusal.status << ' ' << refusal.cause << '/' << refusal.subcause << " by "
               << refusal.vendor << " at " << refusal.confidence << '\n'
               << refusal.evidence;
}

} // namespace knockback::test
