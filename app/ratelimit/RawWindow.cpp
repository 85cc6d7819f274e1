// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/RawWindow.h"

#include "app/http/PlainNumber.h"
#include "app/ratelimit/Counts.h"
#include "app/ratelimit/LimitFieldName.h"
#include "app/ratelimit/ResetTime.h"

#include <algorithm>
#include <cmath>

namespace knockback::ratelimit {

namespace {

using Text = RawWindow::Text;

// A count, or two of them with a slash: used/size in one field. A count may have its window behind it ("100;w=60").
struct Ratio {
    double count = 0;
    std::optional<double> limit;
    std::optional<double> windowSeconds;
};

std::optional<Ratio> parseRatio(QByteArrayView text) {
    const qsizetype slash = text.indexOf('/');
    if (slash < 0) {
        const auto counts = parseCounts(text);
        if (!counts || counts->size() != 1)
            return std::nullopt;
        return Ratio{counts->front().value, std::nullopt, counts->front().windowSeconds};
    }
    const auto count = http::parsePlainNumber(text.first(slash).trimmed());
    const auto limit = http::parsePlainNumber(text.sliced(slash + 1).trimmed());
    if (!count || !limit)
        return std::nullopt;
    return Ratio{*count, limit, std::nullopt};
}

class Builder {
public:
    Builder(const RawWindow& raw, const providers::LimitDialect& dialect, ReadingContext& context)
        : m_raw(raw)
        , m_dialect(dialect)
        , m_context(context) {}

    bool build() {
        m_window.bucket = m_raw.bucket;
        m_window.partitionKey = m_raw.partition;
        m_window.unit = m_dialect.unit;
        m_window.scope = m_dialect.scope == "address"    ? QuotaScope::Address
                         : m_dialect.scope == "endpoint" ? QuotaScope::Endpoint
                                                         : QuotaScope::Credential;
        setLength();
        setCounts();
        setShare();
        setRate();
        setResetAndRefill();
        if (!m_window.limit && !m_window.remaining && !m_window.used && !m_window.resetSeconds)
            return false;
        m_window.source = m_sources.join(QStringLiteral(", "));
        m_context.add(std::move(m_window));
        return true;
    }

private:
    void cite(const Text& text) {
        const QString field = m_context.asWritten(text.field);
        if (!m_sources.contains(field))
            m_sources.append(field);
    }

    std::optional<Ratio> count(const std::optional<Text>& text) {
        if (!text)
            return std::nullopt;
        const auto ratio = parseRatio(text->value);
        if (!ratio)
            m_context.problem(text->field, text->value, QStringLiteral("is not a count"));
        else
            cite(*text);
        return ratio;
    }

    std::optional<double> number(const std::optional<Text>& text) {
        if (!text)
            return std::nullopt;
        const auto read = http::parsePlainNumber(text->value.trimmed());
        if (!read)
            m_context.problem(text->field, text->value, QStringLiteral("is not a number"));
        else
            cite(*text);
        return read;
    }

    void setLength() {
        if (m_dialect.windowSeconds > 0)
            m_window.windowSeconds = m_dialect.windowSeconds;
        else if (m_raw.windowSeconds)
            m_window.windowSeconds = m_raw.windowSeconds;
        if (const auto period = number(m_raw.period); period && *period > 0)
            m_window.windowSeconds = *period * m_dialect.periodSeconds;
    }

    void setCounts() {
        const auto limit = count(m_raw.limit);
        const auto remaining = count(m_raw.remaining);
        const auto used = count(m_raw.used);
        for (const auto& found : {limit, remaining, used}) {
            if (found && found->limit)
                m_window.limit = found->limit;
            if (found && found->windowSeconds && !m_window.windowSeconds)
                m_window.windowSeconds = found->windowSeconds;
        }
        if (limit)
            m_window.limit = limit->count;
        if (remaining)
            m_window.remaining = remaining->count;
        if (!used)
            return;
        m_window.used = used->count;
        if (m_dialect.unit == QStringLiteral("percent") && !m_window.limit)
            m_window.limit = 100;
        if (!m_window.limit && m_window.remaining)
            m_window.limit = *m_window.remaining + used->count;
        else if (m_window.limit && !m_window.remaining)
            m_window.remaining = std::max(0.0, *m_window.limit - used->count);
    }

    void setShare() {
        const auto share = number(m_raw.share);
        if (!share)
            return;
        m_window.limit = 100;
        m_window.remaining = std::max(0.0, 100 - 100 * *share / m_dialect.shareOfWhole);
    }

    // A bucket that is known by its rate alone holds what the rate gives in a second, or one request.
    void setRate() {
        const auto rate = number(m_raw.rate);
        if (!rate || *rate <= 0)
            return;
        if (!m_window.limit) {
            m_window.limit = std::max(1.0, *rate);
            m_window.windowSeconds = *m_window.limit / *rate;
            return;
        }
        m_window.refillPerSecond = rate;
        if (!m_window.windowSeconds)
            m_window.windowSeconds = *m_window.limit / *rate;
        if (m_window.remaining && !m_raw.reset) {
            const double full = std::max(0.0, *m_window.limit - *m_window.remaining) / *rate;
            setReset(m_window, ResetTime{full, m_context.clock().after(full), {}});
        }
    }

    void setResetAndRefill() {
        if (!m_raw.reset)
            return;
        const Text& text = *m_raw.reset;
        const auto reset =
            ratelimit::readReset(text.value, m_dialect.resetFormat, m_context.clock(), m_window.windowSeconds);
        if (!reset) {
            m_context.problem(text.field, text.value, QStringLiteral("is not a time that makes sense"));
            return;
        }
        cite(text);
        setReset(m_window, reset);
        const bool some = m_window.limit && m_window.remaining && *m_window.remaining < *m_window.limit;
        if (m_dialect.refills && !m_window.refillPerSecond && some && reset->seconds > 0)
            m_window.refillPerSecond = (*m_window.limit - *m_window.remaining) / reset->seconds;
    }

    const RawWindow& m_raw;
    const providers::LimitDialect& m_dialect;
    ReadingContext& m_context;
    QuotaWindow m_window;
    QStringList m_sources;
};

} // namespace

bool addRawWindow(const RawWindow& raw, const providers::LimitDialect& dialect, ReadingContext& context) {
    return Builder(raw, dialect, context).build();
}

std::optional<double> intervalSeconds(QByteArrayView text) {
    if (text.size() < 2)
        return std::nullopt;
    const auto number = http::parsePlainNumber(text.chopped(1));
    if (!number || *number <= 0 || *number > 1e6)
        return std::nullopt;
    switch (text.back()) {
    case 's':
    case 'S':
        return *number;
    case 'm':
    case 'M':
        return *number * 60;
    case 'h':
    case 'H':
        return *number * 3600;
    case 'd':
    case 'D':
        return *number * 86'400;
    default:
        return std::nullopt;
    }
}

} // namespace knockback::ratelimit
