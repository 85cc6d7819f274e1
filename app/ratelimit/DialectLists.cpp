// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/DialectLists.h"

#include "app/http/PlainNumber.h"
#include "app/ratelimit/LimitFieldName.h"
#include "app/ratelimit/RawWindow.h"

#include <QByteArrayList>

#include <algorithm>
#include <map>

namespace knockback::ratelimit {

namespace {

using providers::LimitDialect;
using Text = RawWindow::Text;

QString named(const LimitDialect& dialect, const QByteArray& name) {
    if (dialect.bucket.contains(u'*'))
        return QString(dialect.bucket).replace(u'*', QString::fromUtf8(name));
    return name.isEmpty() ? dialect.bucket : QString::fromUtf8(name);
}

// "100:120,20:1" as seconds -> number; nothing when any pair is broken.
std::optional<std::map<double, QByteArray>> parsePairs(const QByteArray& text) {
    std::map<double, QByteArray> pairs;
    for (const QByteArray& entry : text.split(',')) {
        const QByteArrayList parts = entry.trimmed().split(':');
        const auto seconds = parts.size() == 2 ? http::parsePlainNumber(parts[1].trimmed()) : std::nullopt;
        if (!seconds || *seconds <= 0 || !http::parsePlainNumber(parts[0].trimmed()))
            return std::nullopt;
        pairs[*seconds] = parts[0].trimmed();
    }
    return pairs;
}

std::map<double, QByteArray> takePairs(const QByteArray& field, ReadingContext& context) {
    const auto text = context.take(field);
    if (!text)
        return {};
    auto pairs = parsePairs(*text);
    if (!pairs)
        context.problem(field, *text, QStringLiteral("is no list of numbers with their seconds"));
    return pairs.value_or(std::map<double, QByteArray>());
}

// name -> value of "total=100; remaining=99".
std::map<QByteArray, QByteArray> parseParameters(const QByteArray& text) {
    std::map<QByteArray, QByteArray> found;
    for (const QByteArray& entry : text.split(';')) {
        const qsizetype equals = entry.indexOf('=');
        if (equals > 0)
            found[entry.left(equals).trimmed()] = entry.mid(equals + 1).trimmed();
    }
    return found;
}

} // namespace

void readRatios(const LimitDialect& dialect, ReadingContext& context) {
    const auto text = context.take(dialect.header);
    if (!text)
        return;
    for (const QByteArray& entry : text->split(',')) {
        const qsizetype equals = entry.indexOf('=');
        const qsizetype opens = entry.indexOf('(');
        RawWindow raw;
        raw.bucket = named(dialect, entry.left(std::max<qsizetype>(equals, 0)).trimmed());
        if (opens > equals) // "(appName=x)"
            raw.partition = QString::fromUtf8(
                entry.mid(opens + 1).chopped(entry.trimmed().endsWith(')') ? 1 : 0).split('=').back());
        const QByteArray ratio = entry.mid(equals + 1, opens < 0 ? -1 : opens - equals - 1).trimmed();
        raw.used = Text{dialect.header, ratio};
        addRawWindow(raw, dialect, context);
    }
}

void readPairs(const LimitDialect& dialect, ReadingContext& context) {
    const auto limits = takePairs(dialect.limitHeader, context);
    const auto used = takePairs(dialect.usedHeader, context);
    for (const auto& [seconds, limit] : limits) {
        RawWindow raw;
        raw.bucket = QStringLiteral("%1 %2 s").arg(dialect.bucket, QString::number(seconds));
        raw.windowSeconds = seconds;
        raw.limit = Text{dialect.limitHeader, limit};
        if (const auto count = used.find(seconds); count != used.end())
            raw.used = Text{dialect.usedHeader, count->second};
        addRawWindow(raw, dialect, context);
    }
}

void readParameters(const LimitDialect& dialect, ReadingContext& context) {
    const auto text = context.take(dialect.header);
    if (!text)
        return;
    for (const QByteArray& entry : text->split(',')) {
        const auto values = parseParameters(entry);
        const auto value = [&](const QByteArray& key) -> std::optional<Text> {
            const auto found = key.isEmpty() ? values.end() : values.find(key);
            return found == values.end() ? std::nullopt : std::optional(Text{dialect.header, found->second});
        };
        RawWindow raw;
        const auto bucket = value(dialect.keys.bucket);
        raw.bucket = named(dialect, bucket ? bucket->value : QByteArray());
        if (bucket)
            raw.windowSeconds = windowOfBucket(bucket->value);
        raw.limit = value(dialect.keys.limit);
        raw.remaining = value(dialect.keys.remaining);
        raw.used = value(dialect.keys.used);
        raw.reset = value(dialect.keys.reset);
        raw.period = value(dialect.keys.period);
        raw.rate = value(dialect.keys.rate);
        if (!addRawWindow(raw, dialect, context))
            context.problem(dialect.header, entry.trimmed(), QStringLiteral("has none of the numbers that it should"));
    }
}

void readNames(const LimitDialect& dialect, ReadingContext& context) {
    const auto text = context.take(dialect.header);
    if (!text)
        return;
    for (const QByteArray& entry : text->split(',')) {
        const qsizetype semicolon = entry.lastIndexOf(';');
        RawWindow raw;
        raw.bucket = named(dialect, entry.left(std::max<qsizetype>(semicolon, 0)).trimmed());
        raw.remaining = Text{dialect.header, entry.mid(semicolon + 1).trimmed()};
        addRawWindow(raw, dialect, context);
    }
}

} // namespace knockback::ratelimit
