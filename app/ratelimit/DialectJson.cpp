// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/DialectJson.h"

#include "app/ratelimit/JsonFacts.h"
#include "app/ratelimit/RawWindow.h"

namespace knockback::ratelimit {

namespace {

using providers::LimitDialect;
using Text = RawWindow::Text;

// The source of what a body says: "body: extensions.cost.remaining".
QByteArray placeName(const LimitDialect& dialect, const QByteArray& key) {
    if (!dialect.header.isEmpty())
        return dialect.header;
    return "body: " + (dialect.at.isEmpty() ? key : dialect.at + '.' + key);
}

void readPlace(const JsonFacts& json, const JsonFacts::Place& place, const LimitDialect& dialect,
               ReadingContext& context) {
    const auto value = [&](const QByteArray& key) -> std::optional<Text> {
        auto found = key.isEmpty() ? std::nullopt : json.value(place, key);
        return found ? std::optional(Text{placeName(dialect, key), std::move(*found)}) : std::nullopt;
    };
    RawWindow raw;
    const auto bucket = value(dialect.keys.bucket);
    raw.bucket = dialect.bucket;
    if (bucket && dialect.bucket.contains(u'*'))
        raw.bucket.replace(u'*', QString::fromUtf8(bucket->value));
    else if (bucket)
        raw.bucket = QString::fromUtf8(bucket->value);
    const bool isIndex = !place.first.isEmpty() && place.first.at(0) >= '0' && place.first.at(0) <= '9' &&
                         place.first.size() < 4; // an entry's number in a list names nobody
    if (!isIndex)
        raw.partition = QString::fromUtf8(place.first);
    raw.limit = value(dialect.keys.limit);
    raw.remaining = value(dialect.keys.remaining);
    raw.used = value(dialect.keys.used);
    raw.reset = value(dialect.keys.reset);
    raw.period = value(dialect.keys.period);
    raw.rate = value(dialect.keys.rate);
    addRawWindow(raw, dialect, context);
}

} // namespace

void readJson(const LimitDialect& dialect, ReadingContext& context) {
    if (dialect.header.isEmpty()) {
        if (const JsonFacts* body = context.json())
            for (const auto& place : body->places(dialect.at))
                readPlace(*body, place, dialect, context);
        return;
    }
    // Several dialects may read the same field, each another number of it.
    const auto text = context.headers().combined(dialect.header);
    const bool isNew = !context.isTaken(dialect.header);
    const auto bounded = isNew ? context.take(dialect.header) : text;
    if (!bounded || !text)
        return;
    const auto json = JsonFacts::parse(*bounded);
    if (!json) {
        if (isNew)
            context.problem(dialect.header, *bounded, QStringLiteral("is not JSON"));
        return;
    }
    for (const auto& place : json->places(dialect.at))
        readPlace(*json, place, dialect, context);
}

} // namespace knockback::ratelimit
