// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/DialectFields.h"

#include "app/http/PlainNumber.h"
#include "app/ratelimit/Counts.h"
#include "app/ratelimit/LimitFieldName.h"
#include "app/ratelimit/ResetTime.h"

namespace knockback::ratelimit {

namespace {

// A count, or two of them with a slash: Shopify writes used/size in one field.
struct Ratio {
    double count = 0;
    std::optional<double> limit;
};

std::optional<Ratio> parseRatio(QByteArrayView text) {
    const qsizetype slash = text.indexOf('/');
    if (slash < 0) {
        const auto counts = parseCounts(text);
        if (!counts || counts->size() != 1)
            return std::nullopt;
        return Ratio{counts->front().value, std::nullopt};
    }
    const auto count = http::parsePlainNumber(text.first(slash).trimmed());
    const auto limit = http::parsePlainNumber(text.sliced(slash + 1).trimmed());
    if (!count || !limit)
        return std::nullopt;
    return Ratio{*count, limit};
}

class DialectReader {
public:
    DialectReader(const providers::LimitDialect& dialect, ReadingContext& context)
        : m_dialect(dialect)
        , m_context(context) {}

    // Whether there was a window to read.
    bool read() {
        QuotaWindow window;
        window.bucket = m_dialect.bucket;
        window.unit = m_dialect.unit;
        if (m_dialect.windowSeconds > 0)
            window.windowSeconds = m_dialect.windowSeconds;

        const auto limit = count(m_dialect.limitHeader);
        const auto remaining = count(m_dialect.remainingHeader);
        const auto used = count(m_dialect.usedHeader);
        for (const auto& found : {limit, remaining, used})
            if (found && found->limit)
                window.limit = found->limit;
        if (limit)
            window.limit = limit->count;
        if (remaining)
            window.remaining = remaining->count;
        complete(window, used);
        readReset(window);
        if (const auto name = take(m_dialect.bucketHeader))
            window.bucket = QString::fromLatin1(*name);

        window.source = m_sources.join(QStringLiteral(", "));
        if (!window.limit && !window.remaining && !window.resetSeconds)
            return false;
        m_context.add(std::move(window));
        return true;
    }

private:
    std::optional<QByteArray> take(const QByteArray& name) {
        auto value = m_context.take(name);
        if (value)
            m_sources.append(m_context.asWritten(name));
        return value;
    }

    std::optional<Ratio> count(const QByteArray& name) {
        const auto value = take(name);
        if (!value)
            return std::nullopt;
        const auto ratio = parseRatio(*value);
        if (!ratio)
            m_context.problem(name, *value, QStringLiteral("is not a count"));
        return ratio;
    }

    // Of limit, remaining and used, two give the third.
    static void complete(QuotaWindow& window, const std::optional<Ratio>& used) {
        if (!used)
            return;
        if (!window.limit && window.remaining)
            window.limit = *window.remaining + used->count;
        else if (window.limit && !window.remaining)
            window.remaining = std::max(0.0, *window.limit - used->count);
    }

    void readReset(QuotaWindow& window) {
        const auto value = take(m_dialect.resetHeader);
        if (!value)
            return;
        const auto reset = ratelimit::readReset(*value, m_dialect.resetFormat, m_context.clock(), window.windowSeconds);
        if (!reset)
            m_context.problem(m_dialect.resetHeader, *value, QStringLiteral("is not a time that makes sense"));
        setReset(window, reset);
    }

    const providers::LimitDialect& m_dialect;
    ReadingContext& m_context;
    QStringList m_sources;
};

// What else the server says about the same window in other words (Discord sends the reset as a delta and as a time)
// must not become a second window.
void takeSiblings(const providers::LimitDialect& dialect, ReadingContext& context) {
    const QByteArray& known = dialect.remainingHeader.isEmpty() ? dialect.limitHeader : dialect.remainingHeader;
    const auto family = parseLimitFieldName(known);
    if (!family)
        return;
    for (const http::HeaderField& field : context.headers()) {
        const auto other = parseLimitFieldName(field.name);
        if (other && other->family == family->family && other->bucket == family->bucket)
            context.take(field.name);
    }
}

} // namespace

void readDialectFields(const providers::Provider& provider, ReadingContext& context) {
    for (const providers::LimitDialect& dialect : provider.limits)
        if (DialectReader(dialect, context).read())
            takeSiblings(dialect, context);
}

} // namespace knockback::ratelimit
