// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/DialectFields.h"

#include "app/ratelimit/CombinedFields.h"
#include "app/ratelimit/DialectJson.h"
#include "app/ratelimit/DialectLists.h"
#include "app/ratelimit/LimitFieldName.h"
#include "app/ratelimit/RawWindow.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

using providers::LimitDialect;
using providers::LimitForm;

std::optional<RawWindow::Text> take(const QByteArray& field, ReadingContext& context) {
    auto value = context.take(field);
    if (!value)
        return std::nullopt;
    return RawWindow::Text{field, std::move(*value)};
}

bool readFields(const LimitDialect& dialect, std::optional<double> windowSeconds, ReadingContext& context) {
    RawWindow raw;
    raw.bucket = dialect.bucket;
    raw.windowSeconds = windowSeconds;
    raw.limit = take(dialect.limitHeader, context);
    raw.remaining = take(dialect.remainingHeader, context);
    raw.used = take(dialect.usedHeader, context);
    raw.share = take(dialect.shareHeader, context);
    raw.rate = take(dialect.rateHeader, context);
    raw.reset = take(dialect.resetHeader, context);
    raw.period = take(dialect.periodHeader, context);
    if (const auto name = context.take(dialect.bucketHeader))
        raw.bucket = QString::fromUtf8(*name);
    if (const auto partition = context.take(dialect.partitionHeader))
        raw.partition = QString::fromUtf8(*partition);
    return addRawWindow(raw, dialect, context);
}

// What else the server says about the same window in other words (Discord sends the reset as a delta and as a time)
// must not become a second window.
void takeSiblings(const LimitDialect& dialect, ReadingContext& context) {
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

// The dialect with its "*" filled in.
LimitDialect filledIn(LimitDialect dialect, const QByteArray& star) {
    for (QByteArray LimitDialect::*field :
         {&LimitDialect::limitHeader, &LimitDialect::remainingHeader, &LimitDialect::usedHeader,
          &LimitDialect::shareHeader, &LimitDialect::rateHeader, &LimitDialect::resetHeader,
          &LimitDialect::periodHeader, &LimitDialect::header})
        (dialect.*field).replace('*', star);
    if (dialect.bucket.contains(u'*'))
        dialect.bucket.replace(u'*', QString::fromUtf8(star));
    return dialect;
}

void readOne(const LimitDialect& dialect, std::optional<double> windowSeconds, ReadingContext& context) {
    switch (dialect.form) {
    case LimitForm::Fields:
        if (readFields(dialect, windowSeconds, context))
            takeSiblings(dialect, context);
        break;
    case LimitForm::Ratios:
        readRatios(dialect, context);
        break;
    case LimitForm::Pairs:
        readPairs(dialect, context);
        break;
    case LimitForm::Parameters:
        readParameters(dialect, context);
        break;
    case LimitForm::Names:
        readNames(dialect, context);
        break;
    case LimitForm::Json:
        readJson(dialect, context);
        break;
    case LimitForm::Structured:
        readCombinedFields(context, dialect.header, dialect.policyHeader);
        break;
    }
}

// The first field of the dialect that has a "*"; the others go by what stands for it there.
const QByteArray* starField(const LimitDialect& dialect) {
    for (const QByteArray* field :
         {&dialect.remainingHeader, &dialect.usedHeader, &dialect.limitHeader, &dialect.header})
        if (field->contains('*'))
            return field;
    return nullptr;
}

} // namespace

std::vector<FittingField> fieldsLike(const QByteArray& pattern, const http::HeaderList& headers) {
    const qsizetype star = pattern.indexOf('*');
    const QByteArray before = pattern.left(star);
    const QByteArray after = pattern.mid(star + 1);
    std::vector<FittingField> found;
    for (const http::HeaderField& field : headers) {
        const QByteArray name = field.name.toLower();
        const bool fits = name.size() > before.size() + after.size() && name.startsWith(before) && name.endsWith(after);
        const bool twice = std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.name == name; });
        if (fits && !twice)
            found.push_back({name, name.mid(before.size(), name.size() - before.size() - after.size())});
    }
    return found;
}

void readDialectFields(const providers::Provider& provider, ReadingContext& context) {
    for (const LimitDialect& dialect : provider.limits) {
        const QByteArray* pattern = starField(dialect);
        if (!pattern) {
            readOne(dialect, std::nullopt, context);
            continue;
        }
        for (const FittingField& field : fieldsLike(*pattern, context.headers()))
            readOne(filledIn(dialect, field.star), intervalSeconds(field.star), context);
    }
}

} // namespace knockback::ratelimit
