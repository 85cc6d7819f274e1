// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/DialectReader.h"

#include <algorithm>

namespace knockback::providers {

using base::JsonObjectReader;

namespace {

// Numbers that count something.
constexpr double smallest = 1e-6;
constexpr double largest = 1e12;

QString optional(JsonObjectReader& in, const char* name, const std::function<bool(const QString&)>& check,
                 const QString& wanted) {
    return fitting(in, name, in.text(name, QString()), check, wanted);
}

// A field's name in small letters, perhaps with one "*" in it.
bool isFieldPattern(const QString& text) {
    return !text.isEmpty() && text.count(u'*') <= 1 && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' || c == u'*';
    });
}

bool isResetFormat(const QString& text) {
    const auto& known = resetFormats();
    return std::find(known.begin(), known.end(), text.toLatin1()) != known.end();
}

QString formatNames() {
    QStringList names;
    for (const auto& format : resetFormats())
        names << QString::fromLatin1(format);
    return names.join(QStringLiteral(", "));
}

QByteArray fieldName(JsonObjectReader& in, const char* name) {
    return optional(in, name, isFieldPattern, QStringLiteral("a header field's name in small letters")).toLatin1();
}

QByteArray resetFormat(JsonObjectReader& in, const char* name) {
    return optional(in, name, isResetFormat, QStringLiteral("one of: ") + formatNames()).toLatin1();
}

LimitKeys readKeys(JsonObjectReader& in) {
    return {in.optionalBytes("bucket"), in.optionalBytes("limit"), in.optionalBytes("remaining"),
            in.optionalBytes("used"),   in.optionalBytes("reset"), in.optionalBytes("period"),
            in.optionalBytes("rate")};
}

// What the form cannot do without, or knows nothing of.
void check(const LimitDialect& limit, JsonObjectReader& in) {
    const bool countsByField = !limit.limitHeader.isEmpty() || !limit.remainingHeader.isEmpty() ||
                               !limit.usedHeader.isEmpty() || !limit.shareHeader.isEmpty() ||
                               !limit.rateHeader.isEmpty() || !limit.resetHeader.isEmpty();
    const LimitKeys& keys = limit.keys;
    const bool countsByKey =
        !keys.limit.isEmpty() || !keys.remaining.isEmpty() || !keys.used.isEmpty() || !keys.rate.isEmpty();
    switch (limit.form) {
    case LimitForm::Fields:
    case LimitForm::Pairs:
        if (!countsByField)
            in.failWhole(QStringLiteral("must name a field that counts something"));
        if (!limit.header.isEmpty() || countsByKey)
            in.fail("header", QStringLiteral("must not be there: it goes with another form"));
        return;
    case LimitForm::Parameters:
    case LimitForm::Json:
        if (!countsByKey)
            in.fail("keys", QStringLiteral("must name something that counts"));
        if (limit.form == LimitForm::Json)
            return;
        break;
    case LimitForm::Ratios:
    case LimitForm::Names:
    case LimitForm::Structured:
        break;
    }
    if (limit.header.isEmpty())
        in.fail("header", QStringLiteral("must be there"));
}

} // namespace

QString fitting(JsonObjectReader& in, const char* name, const QString& found,
                const std::function<bool(const QString&)>& check, const QString& wanted) {
    if (!found.isEmpty() && !check(found))
        in.fail(name, QStringLiteral("must be %1, not \"%2\"").arg(wanted, found));
    return found;
}

const std::vector<QByteArray>& resetFormats() {
    static const std::vector<QByteArray> formats{"delta-seconds",
                                                 "delta-milliseconds",
                                                 "delta-minutes",
                                                 "epoch-seconds",
                                                 "epoch-milliseconds",
                                                 "http-date",
                                                 "rfc3339",
                                                 "duration",
                                                 "clock",
                                                 "js-date",
                                                 "auto"};
    return formats;
}

LimitDialect readLimit(JsonObjectReader& in) {
    LimitDialect limit;
    limit.form = in.word<LimitForm>("form",
                                    {{"fields", LimitForm::Fields},
                                     {"ratios", LimitForm::Ratios},
                                     {"pairs", LimitForm::Pairs},
                                     {"parameters", LimitForm::Parameters},
                                     {"names", LimitForm::Names},
                                     {"json", LimitForm::Json},
                                     {"structured", LimitForm::Structured}},
                                    LimitForm::Fields);
    limit.bucket = in.text("bucket");
    limit.bucketHeader = fieldName(in, "bucketHeader");
    limit.partitionHeader = fieldName(in, "partitionHeader");
    limit.scope = in.word<QByteArray>(
        "scope", {{"credential", "credential"}, {"address", "address"}, {"endpoint", "endpoint"}}, QByteArray());
    limit.limitHeader = fieldName(in, "limitHeader");
    limit.remainingHeader = fieldName(in, "remainingHeader");
    limit.usedHeader = fieldName(in, "usedHeader");
    limit.shareHeader = fieldName(in, "shareHeader");
    limit.shareOfWhole = in.number("shareOfWhole", smallest, largest, limit.shareOfWhole);
    limit.rateHeader = fieldName(in, "rateHeader");
    limit.resetHeader = fieldName(in, "resetHeader");
    limit.resetFormat = resetFormat(in, "resetFormat");
    limit.periodHeader = fieldName(in, "periodHeader");
    limit.periodSeconds =
        in.word<double>("periodUnit", {{"milliseconds", 0.001}, {"seconds", 1}, {"minutes", 60}, {"hours", 3600}}, 1);
    limit.unit = in.text("unit");
    limit.windowSeconds = in.number("windowSeconds", smallest, largest, 0);
    limit.refills = in.flag("refills", false);
    limit.header = fieldName(in, "header");
    limit.policyHeader = fieldName(in, "policyHeader");
    limit.at = in.optionalBytes("at");
    in.object("keys", false, [&](JsonObjectReader& keys) { limit.keys = readKeys(keys); });
    const bool hasReset = !limit.resetHeader.isEmpty() || !limit.keys.reset.isEmpty();
    if (hasReset == limit.resetFormat.isEmpty())
        in.fail("resetFormat", QStringLiteral("must be there together with \"resetHeader\" or \"keys.reset\""));
    check(limit, in);
    return limit;
}

WaitDialect readWait(JsonObjectReader& in) {
    WaitDialect wait;
    wait.header = fieldName(in, "header");
    wait.body = in.optionalBytes("body");
    wait.text = in.optionalBytes("text");
    wait.format = resetFormat(in, "format");
    in.object("when", false, [&](JsonObjectReader& when) {
        wait.whenPath = when.bytes("path");
        wait.whenValue = when.bytes("value");
    });
    in.object("refill", false, [&](JsonObjectReader& refill) {
        wait.price = refill.bytes("price");
        wait.available = refill.bytes("available");
        wait.rate = refill.bytes("rate");
    });
    const int places = !wait.header.isEmpty() + !wait.body.isEmpty() + !wait.text.isEmpty() + !wait.price.isEmpty();
    if (places != 1)
        in.failWhole(QStringLiteral("must name one of header, body, text and refill"));
    if (wait.price.isEmpty() == wait.format.isEmpty())
        in.fail("format", QStringLiteral("must be there together with \"header\", \"body\" or \"text\""));
    if (!wait.text.isEmpty() && wait.text.count("{}") != 1)
        in.fail("text", QStringLiteral("must hold one {}"));
    return wait;
}

} // namespace knockback::providers
