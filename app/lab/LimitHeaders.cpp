// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LimitHeaders.h"

#include "app/http/HttpDate.h"

namespace knockback::lab {

namespace {

QByteArray number(qint64 value) {
    return QByteArray::number(value);
}

// Rounded up to the second like every other form. Date is rounded down, so the difference of both is never too short.
base::WallTime wholeSecondAfter(base::WallTime now, base::Nanoseconds time) {
    return std::chrono::ceil<base::Seconds>(now + std::chrono::ceil<base::Microseconds>(time));
}

void appendTriple(http::HeaderList& headers, const QByteArray& prefix, const ratelimit::Verdict& verdict,
                  qint64 reset) {
    headers.append(prefix + "-Limit", number(verdict.limit));
    headers.append(prefix + "-Remaining", number(verdict.remaining));
    headers.append(prefix + "-Reset", number(reset));
}

void appendQuota(http::HeaderList& headers, const LimitCheck& check, const ratelimit::Verdict& verdict,
                 base::WallTime now) {
    const qint64 reset = wholeSeconds(verdict.resetAfter);
    const QByteArray window = ";w=" + number(wholeSeconds(check.window));
    const QByteArray name = '"' + check.policy + '"';
    switch (check.dialect) {
    case HeaderDialect::None:
        break;
    case HeaderDialect::Draft8:
        headers.append("RateLimit-Policy", name + ";q=" + number(verdict.limit) + window);
        headers.append("RateLimit", name + ";r=" + number(verdict.remaining) + ";t=" + number(reset));
        break;
    case HeaderDialect::Draft7:
        headers.append("RateLimit-Policy", number(verdict.limit) + window);
        headers.append("RateLimit", "limit=" + number(verdict.limit) + ", remaining=" + number(verdict.remaining) +
                                        ", reset=" + number(reset));
        break;
    case HeaderDialect::Draft6:
        headers.append("RateLimit-Policy", number(verdict.limit) + window);
        appendTriple(headers, "RateLimit", verdict, reset);
        break;
    case HeaderDialect::LegacyDelta:
        appendTriple(headers, "X-RateLimit", verdict, reset);
        break;
    case HeaderDialect::LegacyEpoch:
        appendTriple(headers, "X-RateLimit", verdict,
                     base::toEpochMs(wholeSecondAfter(now, verdict.resetAfter)) / 1000);
        break;
    }
}

} // namespace

qint64 wholeSeconds(base::Nanoseconds time) {
    return std::chrono::ceil<base::Seconds>(time).count();
}

void appendLimitHeaders(http::HeaderList& headers, const LimitCheck& check, const ratelimit::Verdict& verdict,
                        base::WallTime now) {
    appendQuota(headers, check, verdict, now);
    if (verdict.allowed)
        return;
    if (check.retryAfter == RetryAfterForm::Seconds)
        headers.append("Retry-After", number(wholeSeconds(verdict.retryAfter)));
    else if (check.retryAfter == RetryAfterForm::HttpDate)
        headers.append("Retry-After", http::formatHttpDate(wholeSecondAfter(now, verdict.retryAfter)));
}

} // namespace knockback::lab
