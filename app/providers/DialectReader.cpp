// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/DialectReader.h"

#include <algorithm>

namespace knockback::providers {

namespace {

struct FormName {
    const char* name;
    LimitForm form;
};
constexpr FormName formNames[] = {
    {"fields", LimitForm::Fields},         {"ratios", LimitForm::Ratios}, {"pairs", LimitForm::Pairs},
    {"parameters", LimitForm::Parameters}, {"names", LimitForm::Names},   {"json", LimitForm::Json},
    {"structured", LimitForm::Structured},
};

struct UnitName {
    const char* name;
    double seconds;
};
constexpr UnitName periodUnits[] = {{"milliseconds", 0.001}, {"seconds", 1}, {"minutes", 60}, {"hours", 3600}};

template <typename Entry, std::size_t N>
const Entry* entryOf(const Entry (&entries)[N], const QString& name) {
    const auto found = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const Entry& entry) { return QLatin1String(entry.name) == name; });
    return found == std::end(entries) ? nullptr : found;
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

QByteArray fieldName(MemberReader& in, const char* name) {
    return in
        .text(QLatin1String(name), Need::Optional, isFieldPattern,
              QStringLiteral("a header field's name in small letters"))
        .toLatin1();
}

QByteArray path(MemberReader& in, const char* name) {
    return in.text(QLatin1String(name)).toUtf8();
}

LimitKeys readKeys(MemberReader& in) {
    return {path(in, "bucket"), path(in, "limit"),  path(in, "remaining"), path(in, "used"),
            path(in, "reset"),  path(in, "period"), path(in, "rate")};
}

LimitForm readForm(MemberReader& in) {
    const QString name = in.text(
        QStringLiteral("form"), Need::Optional, [](const QString& text) { return entryOf(formNames, text); },
        QStringLiteral("one of the forms of the schema"));
    const FormName* form = entryOf(formNames, name);
    return form ? form->form : LimitForm::Fields;
}

double readPeriodUnit(MemberReader& in) {
    const QString name = in.text(
        QStringLiteral("periodUnit"), Need::Optional, [](const QString& text) { return entryOf(periodUnits, text); },
        QStringLiteral("milliseconds, seconds, minutes or hours"));
    const UnitName* unit = entryOf(periodUnits, name);
    return unit ? unit->seconds : 1;
}

// What the form cannot do without, or knows nothing of.
void check(const LimitDialect& limit, MemberReader& in) {
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
            in.fail({}, QStringLiteral("names no field that counts anything"));
        if (!limit.header.isEmpty() || countsByKey)
            in.fail(QStringLiteral("header"), QStringLiteral("goes with another form"));
        return;
    case LimitForm::Parameters:
    case LimitForm::Json:
        if (!countsByKey)
            in.fail(QStringLiteral("keys"), QStringLiteral("name nothing that counts anything"));
        if (limit.form == LimitForm::Json)
            return;
        break;
    case LimitForm::Ratios:
    case LimitForm::Names:
    case LimitForm::Structured:
        break;
    }
    if (limit.header.isEmpty())
        in.fail(QStringLiteral("header"), QStringLiteral("is missing"));
}

} // namespace

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

LimitDialect readLimit(MemberReader& in) {
    LimitDialect limit;
    limit.form = readForm(in);
    limit.bucket = in.text(QStringLiteral("bucket"), Need::Required);
    limit.bucketHeader = fieldName(in, "bucketHeader");
    limit.partitionHeader = fieldName(in, "partitionHeader");
    limit.scope = in.text(
                        QStringLiteral("scope"), Need::Optional,
                        [](const QString& text) {
                            return text == QStringLiteral("credential") || text == QStringLiteral("address") ||
                                   text == QStringLiteral("endpoint");
                        },
                        QStringLiteral("credential, address or endpoint"))
                      .toLatin1();
    limit.limitHeader = fieldName(in, "limitHeader");
    limit.remainingHeader = fieldName(in, "remainingHeader");
    limit.usedHeader = fieldName(in, "usedHeader");
    limit.shareHeader = fieldName(in, "shareHeader");
    if (const double whole = in.positiveNumber(QStringLiteral("shareOfWhole")); whole > 0)
        limit.shareOfWhole = whole;
    limit.rateHeader = fieldName(in, "rateHeader");
    limit.resetHeader = fieldName(in, "resetHeader");
    limit.resetFormat = in.text(QStringLiteral("resetFormat"), Need::Optional, isResetFormat,
                                QStringLiteral("one of the reset formats of the schema"))
                            .toLatin1();
    limit.periodHeader = fieldName(in, "periodHeader");
    limit.periodSeconds = readPeriodUnit(in);
    limit.unit = in.text(QStringLiteral("unit"), Need::Required);
    limit.windowSeconds = in.positiveNumber(QStringLiteral("windowSeconds"));
    limit.refills = in.flag(QStringLiteral("refills"));
    limit.header = fieldName(in, "header");
    limit.policyHeader = fieldName(in, "policyHeader");
    limit.at = path(in, "at");
    in.object(QStringLiteral("keys"), [&](MemberReader& keys) { limit.keys = readKeys(keys); });
    const bool hasReset = !limit.resetHeader.isEmpty() || !limit.keys.reset.isEmpty();
    if (hasReset == limit.resetFormat.isEmpty())
        in.fail(QStringLiteral("resetFormat"), QStringLiteral("goes together with resetHeader or keys.reset"));
    check(limit, in);
    return limit;
}

WaitDialect readWait(MemberReader& in) {
    WaitDialect wait;
    wait.header = fieldName(in, "header");
    wait.body = path(in, "body");
    wait.text = path(in, "text");
    wait.format = in.text(QStringLiteral("format"), Need::Optional, isResetFormat,
                          QStringLiteral("one of the reset formats of the schema"))
                      .toLatin1();
    in.object(QStringLiteral("when"), [&](MemberReader& when) {
        wait.whenPath = when.text(QStringLiteral("path"), Need::Required).toUtf8();
        wait.whenValue = when.text(QStringLiteral("value"), Need::Required).toUtf8();
    });
    in.object(QStringLiteral("refill"), [&](MemberReader& refill) {
        wait.price = refill.text(QStringLiteral("price"), Need::Required).toUtf8();
        wait.available = refill.text(QStringLiteral("available"), Need::Required).toUtf8();
        wait.rate = refill.text(QStringLiteral("rate"), Need::Required).toUtf8();
    });
    const int places = !wait.header.isEmpty() + !wait.body.isEmpty() + !wait.text.isEmpty() + !wait.price.isEmpty();
    if (places != 1)
        in.fail({}, QStringLiteral("must name one of header, body, text and refill"));
    if (wait.price.isEmpty() == wait.format.isEmpty())
        in.fail(QStringLiteral("format"), QStringLiteral("goes with header, body and text"));
    if (!wait.text.isEmpty() && wait.text.count("{}") != 1)
        in.fail(QStringLiteral("text"), QStringLiteral("must hold one {}"));
    return wait;
}

} // namespace knockback::providers
