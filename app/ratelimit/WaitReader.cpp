// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/WaitReader.h"

#include "app/http/PlainNumber.h"
#include "app/ratelimit/DialectFields.h"
#include "app/ratelimit/ResetTime.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

using providers::Provider;
using providers::WaitDialect;

constexpr qsizetype longestValue = 40;

struct Wait {
    double seconds = 0;
    QString source;
};

bool isBlocked(const Provider& provider, int status) {
    const auto& listed = provider.blockedStatus;
    return status >= 400 || std::find(listed.begin(), listed.end(), status) != listed.end();
}

class WaitReader {
public:
    explicit WaitReader(ReadingContext& context) : m_context(context) {}

    void read(const WaitDialect& dialect) {
        if (!applies(dialect))
            return;
        if (dialect.header.contains('*')) {
            for (const FittingField& field : fieldsLike(dialect.header, m_context.headers()))
                readHeader(field.name, dialect.format);
        } else if (!dialect.header.isEmpty()) {
            readHeader(dialect.header, dialect.format);
        } else if (!dialect.body.isEmpty()) {
            readBody(dialect);
        } else if (!dialect.text.isEmpty()) {
            readText(dialect);
        } else {
            readRefill(dialect);
        }
    }

    [[nodiscard]] const std::optional<Wait>& longest() const { return m_longest; }

private:
    bool applies(const WaitDialect& dialect) {
        if (dialect.whenPath.isEmpty())
            return true;
        const JsonFacts* body = m_context.json();
        if (!body)
            return false;
        const auto places = body->places(dialect.whenPath);
        return std::any_of(places.begin(), places.end(),
                           [&](const auto& place) { return body->value(place) == dialect.whenValue; });
    }

    void readHeader(const QByteArray& field, const QByteArray& format) {
        if (const auto value = m_context.take(field))
            add(field, *value, format);
    }

    void readBody(const WaitDialect& dialect) {
        const JsonFacts* body = m_context.json();
        if (const auto value = body ? body->firstValue(dialect.body) : std::nullopt)
            add("body: " + dialect.body, *value, dialect.format);
    }

    // The value where "{}" stands: letters, digits and what times are written with, as many as there are.
    void readText(const WaitDialect& dialect) {
        const qsizetype hole = dialect.text.indexOf("{}");
        const QByteArray before = dialect.text.left(hole);
        const QByteArray after = dialect.text.mid(hole + 2);
        const QByteArray text = m_context.bodyText();
        const qsizetype found = text.indexOf(before);
        if (found < 0)
            return;
        QByteArray value = text.mid(found + before.size(), longestValue);
        const auto end = std::find_if(value.begin(), value.end(), [](char c) {
            return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                     c == ':' || c == '-' || c == '+');
        });
        value.truncate(end - value.begin());
        while (value.endsWith('.'))
            value.chop(1);
        if (!after.isEmpty() && !text.mid(found + before.size() + value.size()).startsWith(after))
            return;
        add("body: \"" + before.trimmed() + " …\"", value, dialect.format);
    }

    void readRefill(const WaitDialect& dialect) {
        const JsonFacts* body = m_context.json();
        const auto number = [&](const QByteArray& path) {
            const auto value = body ? body->firstValue(path) : std::nullopt;
            return value ? http::parsePlainNumber(*value) : std::nullopt;
        };
        const auto price = number(dialect.price);
        const auto available = number(dialect.available);
        const auto rate = number(dialect.rate);
        if (price && available && rate && *rate > 0)
            keep({std::max(0.0, *price - *available) / *rate,
                  QStringLiteral("body: %1").arg(QString::fromUtf8(dialect.price))});
    }

    void add(const QByteArray& place, const QByteArray& value, const QByteArray& format) {
        const auto wait = readReset(value, format, m_context.clock(), std::nullopt);
        if (!wait)
            m_context.problem(place, value, QStringLiteral("is not a time to wait that makes sense"));
        else
            keep({wait->seconds, m_context.asWritten(place)});
    }

    void keep(Wait wait) {
        if (!m_longest || wait.seconds > m_longest->seconds)
            m_longest = std::move(wait);
    }

    ReadingContext& m_context;
    std::optional<Wait> m_longest;
};

} // namespace

void readWaits(const std::vector<const Provider*>& providers, ReadingContext& context, QuotaReading& reading) {
    WaitReader reader(context);
    for (const Provider* provider : providers) {
        if (!isBlocked(*provider, context.status()))
            continue;
        for (const WaitDialect& dialect : provider->waits)
            reader.read(dialect);
        if (provider->blockSeconds > 0 && !reading.blockSeconds)
            reading.blockSeconds = provider->blockSeconds;
    }
    const auto& wait = reader.longest();
    if (!wait)
        return;
    // Whole seconds are the precise value rounded up.
    const auto header = reading.retryAfterSeconds;
    const bool morePrecise = header && *header >= wait->seconds && *header - wait->seconds < 1;
    if (header && !morePrecise)
        return;
    reading.retryAfterSeconds = wait->seconds;
    reading.retryAfterSource = wait->source;
}

} // namespace knockback::ratelimit
