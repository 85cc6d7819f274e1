// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ReadingContext.h"

#include "app/ratelimit/ResetTime.h"

namespace knockback::ratelimit {

namespace {

constexpr qint64 longestJson = 256 * 1024;
constexpr qint64 longestText = 64 * 1024;
constexpr qsizetype longestField = 16 * 1024;

const QString plainUnit = QStringLiteral("requests");

// A provider's own words say more of the unit than the standard fields do.
bool unitsFit(const QuotaWindow& a, const QuotaWindow& b) {
    return a.unit == b.unit || (a.bucket == b.bucket && (a.unit == plainUnit || b.unit == plainUnit));
}

bool sameQuota(const QuotaWindow& a, const QuotaWindow& b) {
    const bool oneUnnamed = a.bucket == unnamedBucket || b.bucket == unnamedBucket;
    return (oneUnnamed || a.bucket == b.bucket) && a.limit && a.remaining && a.limit == b.limit &&
           a.remaining == b.remaining && unitsFit(a, b);
}

void complete(QuotaWindow& known, const QuotaWindow& other) {
    if (known.bucket == unnamedBucket)
        known.bucket = other.bucket;
    if (known.unit == plainUnit)
        known.unit = other.unit;
    if (!known.windowSeconds)
        known.windowSeconds = other.windowSeconds;
    if (!known.resetSeconds) {
        known.resetSeconds = other.resetSeconds;
        known.resetAt = other.resetAt;
        known.resetNumber = other.resetNumber;
        known.resetByClock = other.resetByClock;
    }
    if (known.partitionKey.isEmpty())
        known.partitionKey = other.partitionKey;
    known.source += QStringLiteral(", ") + other.source;
}

// Two sets of fields speak of the same bucket and size, and not of the same rest.
bool contradicts(const QuotaWindow& a, const QuotaWindow& b) {
    return a.bucket == b.bucket && a.partitionKey == b.partitionKey && unitsFit(a, b) && a.limit &&
           a.limit == b.limit && a.remaining && b.remaining &&
           (!a.windowSeconds || !b.windowSeconds || a.windowSeconds == b.windowSeconds);
}

// The scarcer of the two holds, and the other is told.
void settle(QuotaWindow& known, QuotaWindow& other) {
    if (*other.remaining < *known.remaining)
        std::swap(known, other);
    known.conflict = QStringLiteral("%1 says %2").arg(other.source, QString::number(*other.remaining, 'g', 15));
}

} // namespace

ReadingContext::ReadingContext(const http::Response& response, base::WallTime receivedAt, QuotaReading& reading)
    : m_response(response)
    , m_clock(response.headers(), receivedAt)
    , m_reading(reading) {}

const JsonFacts* ReadingContext::json() {
    if (!std::exchange(m_jsonTried, true) && m_response.body.size() <= longestJson)
        m_json = JsonFacts::parse(m_response.body.bytes());
    return m_json ? &*m_json : nullptr;
}

QByteArray ReadingContext::bodyText() const {
    return m_response.body.prefix(longestText);
}

std::optional<QByteArray> ReadingContext::take(QByteArrayView name) {
    if (name.isEmpty() || !m_taken.insert(name.toByteArray().toLower()).second)
        return std::nullopt;
    auto value = headers().combined(name);
    if (!value || value->trimmed().isEmpty())
        return std::nullopt;
    if (value->size() > longestField) {
        problem(name, *value, QStringLiteral("goes on for too long to announce a limit"));
        return std::nullopt;
    }
    return value->trimmed();
}

bool ReadingContext::isTaken(QByteArrayView name) const {
    return m_taken.contains(name.toByteArray().toLower());
}

QString ReadingContext::asWritten(QByteArrayView name) const {
    for (const http::HeaderField& field : headers())
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
    for (QuotaWindow& known : m_reading.windows) {
        if (contradicts(known, window)) {
            settle(known, window);
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
    window.resetNumber = reset->guessedFrom;
    window.resetByClock = reset->byClock;
}

} // namespace knockback::ratelimit
