// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/History.h"

#include <QStringList>

#include <cmath>

namespace knockback::diagnosis {
namespace {

using Seconds = History::Seconds;

bool isWithin(const std::optional<Seconds>& ago, double seconds) {
    return ago && ago->count() >= 0 && ago->count() <= seconds;
}

// "3 minutes", "1 second"
QString spoken(Seconds time) {
    const double seconds = time.count();
    const bool minutes = seconds >= 90;
    const bool hours = seconds >= 90 * 60;
    const auto count = std::llround(hours ? seconds / 3600 : minutes ? seconds / 60 : seconds);
    const QString unit = hours ? QStringLiteral("hour") : minutes ? QStringLiteral("minute") : QStringLiteral("second");
    return QStringLiteral("%1 %2%3").arg(count).arg(unit, count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace

bool HistoryCondition::holds(const History& history) const {
    if (workedWithin && !isWithin(history.sameWorkedAgo, *workedWithin))
        return false;
    if (otherCredentialWorked && history.otherCredentialWorked != *otherCredentialWorked)
        return false;
    if (requestsInLastMinute &&
        (!history.requestsInLastMinute || *history.requestsInLastMinute < *requestsInLastMinute))
        return false;
    if (credentialYoungerThan && !isWithin(history.credentialAge, *credentialYoungerThan))
        return false;
    return !otherHostsWorkedWithin || isWithin(history.otherHostsWorkedAgo, *otherHostsWorkedWithin);
}

QString HistoryCondition::seen(const History& history) const {
    QStringList facts;
    if (workedWithin)
        facts += QStringLiteral("the same request was answered %1 ago").arg(spoken(*history.sameWorkedAgo));
    if (otherCredentialWorked && *otherCredentialWorked)
        facts += QStringLiteral("the same request is answered with another credential");
    if (requestsInLastMinute)
        facts +=
            QStringLiteral("%1 requests went to this host in the minute before").arg(*history.requestsInLastMinute);
    if (credentialYoungerThan)
        facts += QStringLiteral("the credential is %1 old").arg(spoken(*history.credentialAge));
    if (otherHostsWorkedWithin)
        facts += QStringLiteral("another host answered %1 ago").arg(spoken(*history.otherHostsWorkedAgo));
    return facts.join(QStringLiteral("; "));
}

} // namespace knockback::diagnosis
