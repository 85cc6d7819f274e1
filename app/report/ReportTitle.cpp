// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportTitle.h"

#include "app/report/ReportText.h"

namespace knockback::report {
namespace {

using diagnosis::Cause;

// Every bucket that the answer names has quota left, and it names at least one.
bool quotaWasLeft(const ratelimit::QuotaReading& quota) {
    bool any = false;
    for (const auto& window : quota.windows) {
        if (!window.remaining)
            continue;
        if (*window.remaining <= 0)
            return false;
        any = true;
    }
    return any;
}

QString whatHappened(const journal::AttemptRecord& record) {
    switch (record.diagnosis.cause) {
    case Cause::RateLimit:
        return quotaWasLeft(record.quota) ? QStringLiteral("blocked below the announced limit")
                                          : QStringLiteral("blocked by a rate limit");
    case Cause::SuspiciousPattern:
        return QStringLiteral("blocked as suspicious traffic");
    case Cause::GeoLock:
        return QStringLiteral("refused because of where they come from");
    case Cause::Credential:
        return QStringLiteral("refused because of their credential");
    case Cause::Overload:
        return QStringLiteral("turned away by an overloaded service");
    case Cause::Network:
        return QStringLiteral("failed on the network");
    case Cause::ClientError:
    case Cause::None:
        break;
    }
    return QStringLiteral("answered with %1").arg(answerText(record.exchange));
}

} // namespace

QString reportTitle(const ReportInput& input) {
    const auto& focus = *input.attempts.at(input.focus);
    const QString path = pathText(focus.exchange.attempt().request.url);
    return QStringLiteral("Requests to %1 %2").arg(path, whatHappened(focus));
}

QString reportSummary(const ReportInput& input) {
    const auto& first = input.attempts.front()->exchange.attempt();
    const auto& last = input.attempts.back()->exchange.attempt();
    const auto blocked =
        std::count_if(input.attempts.begin(), input.attempts.end(),
                      [](const journal::AttemptPtr& attempt) { return diagnosis::isBlock(attempt->diagnosis.cause); });
    return QStringLiteral("%1 to %2 · %3 of %4 blocked")
        .arg(utcMinuteText(first.startedAt), utcMinuteText(last.startedAt + last.timing.total))
        .arg(blocked)
        .arg(countText(input.attempts.size(), QStringLiteral("request")));
}

} // namespace knockback::report
