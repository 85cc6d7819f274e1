// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ReadingContext.h"

#include "app/ratelimit/ResetTime.h"

namespace knockback::ratelimit {

namespace {

bool sameQuota(const QuotaWindow& a, const QuotaWindow& b) {
    const bool oneUnnamed = a.bucket == unnamedBucket || b.bucket == unnamedBucket;
    return (oneUnnamed || a.bucket == b.bucket) && a.limit && a.remaining && a.limit == b.limit &&
           a.remaining == b.remaining && a.unit == b.unit;
}

void complete(QuotaWindow& known, const QuotaWindow& other) {
    if (known.bucket == unnamedBucket)
        known.bucket = other.bucket;
    if (!known.windowSeconds)
        known.windowSeconds = other.windowSeconds;
    if (!known.resetSeconds) {
        known.resetSeconds = other.resetSeconds;
        known.resetAt = other.resetAt;
    }
    if (known.partitionKey.isEmpty())
        known.partitionKey = other.partitionKey;
    known.source += QStringLiteral(", ") + other.source;
}

} // namespace

ReadingContext::ReadingContext(const http::HeaderList& headers, base::WallTime receivedAt, QuotaReading& reading)
    : m_headers(headers)
    , m_clock(headers, receivedAt)
    , m_reading(reading) {}

std::optional<QByteArray> ReadingContext::take(QByteArrayView name) {
    if (name.isEmpty() || !m_taken.insert(name.toByteArray().toLower()).second)
        return std::nullopt;
    auto value = m_headers.combined(name);
    if (!value || value->trimmed().isEmpty())
        return std::nullopt;
    return value->trimmed();
}

bool ReadingContext::isTaken(QByteArrayView name) const {
    return m_taken.contains(name.toByteArray().toLower());
}

QString ReadingContext::asWritten(QByteArrayView name) const {
    for (const http::HeaderField& field : m_headers)
        if (http::sameFieldName(field.name, name))
            return QString::fromLatin1(field.name);
    return QString::fromLatin1(name);
}

void ReadingContext::problem(QByteArrayView name, const QByteArray& value, const QString& why) {
    m_reading.problems.push_back(
        QStringLiteral("%1: \"%2\" %3.").arg(asWritten(name), QString::fromLatin1(value.left(60)), why));
}

void ReadingContext::add(QuotaWindow window) {
    for (QuotaWindow& known : m_reading.windows) {
        if (sameQuota(known, window)) {
            complete(known, window);
            return;
        }
    }
    for (const QuotaWindow& known : m_reading.windows) {
        if (known.bucket == window.bucket && known.partitionKey == window.partitionKey) {
            window.bucket += QStringLiteral(" (%1)").arg(window.source.section(QLatin1Char(','), 0, 0));
            break;
        }
    }
    m_reading.windows.push_back(std::move(window));
}

void setReset(QuotaWindow& window, const std::optional<ResetTime>& reset) {
    if (!reset)
        return;
    window.resetSeconds = reset->seconds;
    window.resetAt = reset->at;
}

} // namespace knockback::ratelimit
