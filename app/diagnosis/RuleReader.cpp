// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleReader.h"

#include "app/diagnosis/ConditionReader.h"
#include "app/diagnosis/StepReader.h"
#include "app/diagnosis/StrictJson.h"

#include <QDir>
#include <QFile>

#include <iterator>
#include <set>

namespace knockback::diagnosis {
namespace {

using L = QLatin1String;

std::vector<ReferenceSource> readReferences(const StrictObject& from, L name) {
    std::vector<ReferenceSource> sources;
    from.forEach(name, [&](const QJsonValue& value, const QString& place) {
        const StrictObject source(value, place, {L("name"), L("header"), L("matches"), L("body")}, from.errors());
        ReferenceSource s;
        s.header = source.bytes(L("header"));
        s.name = source.text(L("name"), s.header.isEmpty());
        if (s.name.isEmpty())
            s.name = QString::fromUtf8(s.header);
        if (source.has(L("header")) == source.has(L("body")))
            from.errors().add(place, QStringLiteral("either \"header\" or \"body\" was expected"));
        const L expression = source.has(L("body")) ? L("body") : L("matches");
        if (source.has(expression))
            s.pattern = readPattern(source.bytes(expression), source.place(expression), from.errors());
        sources.push_back(std::move(s));
    });
    return sources;
}

EvidenceKind readKind(const StrictObject& rule) {
    const auto written = rule.text(L("kind"), true);
    if (written == L("decision"))
        return EvidenceKind::Decision;
    if (written == L("request"))
        return EvidenceKind::Request;
    if (written == L("prior"))
        return EvidenceKind::Prior;
    if (written != L("attribution"))
        rule.fail(L("kind"), QStringLiteral("decision, request, prior or attribution was expected"));
    return EvidenceKind::Attribution;
}

Cause readCause(const StrictObject& from) {
    const auto cause = causeFromName(from.bytes(L("cause"), true));
    if (!cause)
        from.fail(L("cause"), QStringLiteral("this is not a cause"));
    return cause.value_or(Cause::None);
}

Rule readRule(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    const StrictObject from(value, place,
                            {L("id"), L("kind"), L("cause"), L("subcause"), L("vendor"), L("weight"), L("when"),
                             L("unless"), L("says"), L("retryable"), L("references"), L("next")},
                            errors);
    Rule rule;
    rule.id = from.bytes(L("id"), true);
    rule.kind = readKind(from);
    rule.vendor = from.bytes(L("vendor"), rule.kind == EvidenceKind::Attribution);
    rule.weight = from.number(L("weight"), 0.01, 0.99).value_or(0);
    if (!from.has(L("weight")))
        from.fail(L("weight"), QStringLiteral("this member is missing"));
    rule.subcause = from.bytes(L("subcause"));
    if (rule.kind != EvidenceKind::Attribution)
        rule.cause = readCause(from);
    else if (from.has(L("cause")) || from.has(L("subcause")))
        from.fail(L("cause"), QStringLiteral("attribution says who, never why"));
    rule.when = readCondition(from.value(L("when")), from.place(L("when")), errors);
    if (from.has(L("unless")))
        rule.unless = readCondition(from.value(L("unless")), from.place(L("unless")), errors);
    if (rule.kind == EvidenceKind::Request && !rule.when.status && !rule.when.failure)
        from.fail(L("when"),
                  QStringLiteral("what the request looks like counts only together with a status or a failure"));
    rule.says = from.text(L("says"), true);
    rule.retryable = from.boolean(L("retryable"));
    rule.references = readReferences(from, L("references"));
    rule.next = readSteps(from, L("next"));
    return rule;
}

Vendor readVendor(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    const StrictObject from(value, place, {L("id"), L("name"), L("hosts"), L("references"), L("docs"), L("support")},
                            errors);
    Vendor vendor;
    vendor.id = from.bytes(L("id"), true);
    vendor.name = from.text(L("name"), true);
    vendor.hosts = from.texts(L("hosts"));
    vendor.references = readReferences(from, L("references"));
    vendor.docsUrl = from.text(L("docs"));
    vendor.supportUrl = from.text(L("support"));
    return vendor;
}

Wording readWording(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    const StrictObject from(value, place, {L("cause"), L("subcause"), L("title"), L("retryable"), L("next")}, errors);
    Wording wording;
    wording.cause = readCause(from);
    wording.subcause = from.bytes(L("subcause"));
    wording.title = from.text(L("title"), true);
    wording.retryable = from.boolean(L("retryable")).value_or(false);
    wording.next = readSteps(from, L("next"));
    return wording;
}

RequestPattern readRequestPattern(const QJsonValue& value, const QString& place, StrictErrors& errors) {
    const StrictObject from(value, place, {L("fact"), L("in"), L("any")}, errors);
    RequestPattern request;
    if (const auto fact = factFromName(from.bytes(L("fact"), true)))
        request.fact = *fact;
    else
        from.fail(L("fact"), QStringLiteral("this is not a fact that is known"));
    const auto in = from.text(L("in"), true);
    if (in == L("user_agent"))
        request.in = RequestPattern::In::UserAgent;
    else if (in != L("content"))
        from.fail(L("in"), QStringLiteral("user_agent or content was expected"));
    QByteArray any;
    for (const auto& expression : from.texts(L("any"))) {
        if (readPattern(expression, from.place(L("any")), errors))
            any += (any.isEmpty() ? "(?:" : "|(?:") + expression + ')';
    }
    if (auto pattern = readPattern(any, from.place(L("any")), errors))
        request.pattern = std::move(*pattern);
    return request;
}

template <typename T>
T readOne(const QByteArray& json, T (*read)(const QJsonValue&, const QString&, StrictErrors&)) {
    StrictErrors errors;
    T one = read(QJsonDocument::fromJson(json).object(), QStringLiteral("built in"), errors);
    Q_ASSERT_X(!errors.first(), "built-in rules", qPrintable(errors.first().value_or(QString())));
    return one;
}

template <typename T>
void moveAll(std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

base::Result<RuleData, RuleError> readRules(const QByteArray& json, const QString& fileName) {
    QJsonParseError syntax;
    const auto document = QJsonDocument::fromJson(json, &syntax);
    if (syntax.error != QJsonParseError::NoError)
        return base::Failure(
            RuleError{QStringLiteral("%1: byte %2: %3").arg(fileName).arg(syntax.offset).arg(syntax.errorString())});
    StrictErrors errors;
    const StrictObject root(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()),
                            fileName, {L("$schema"), L("vendors"), L("words"), L("requestFacts"), L("rules")}, errors);
    RuleData data;
    const auto relative = [&](const QString& place) {
        return fileName + QStringLiteral(": ") + place.mid(fileName.size() + 1);
    };
    root.forEach(L("vendors"), [&](const QJsonValue& value, const QString& place) {
        data.vendors.push_back(readVendor(value, relative(place), errors));
    });
    root.forEach(L("words"), [&](const QJsonValue& value, const QString& place) {
        data.words.push_back(readWording(value, relative(place), errors));
    });
    root.forEach(L("requestFacts"), [&](const QJsonValue& value, const QString& place) {
        data.requestPatterns.push_back(readRequestPattern(value, relative(place), errors));
    });
    root.forEach(L("rules"), [&](const QJsonValue& value, const QString& place) {
        data.rules.push_back(readRule(value, relative(place), errors));
    });
    if (errors.first())
        return base::Failure(RuleError{*errors.first()});
    return data;
}

base::Result<RuleData, RuleError> readBuiltInRules() {
    const QString folder = QStringLiteral(":/knockback/rules/");
    RuleData all;
    for (const auto& name : QDir(folder).entryList(QDir::Files, QDir::Name)) {
        QFile file(folder + name);
        if (!file.open(QIODevice::ReadOnly))
            return base::Failure(RuleError{name + QStringLiteral(": ") + file.errorString()});
        auto data = readRules(file.readAll(), name);
        if (!data)
            return data;
        moveAll(data->vendors, all.vendors);
        moveAll(data->words, all.words);
        moveAll(data->requestPatterns, all.requestPatterns);
        moveAll(data->rules, all.rules);
    }
    if (auto problem = problemWith(all))
        return base::Failure(std::move(*problem));
    return all;
}

Rule readOneRule(const QByteArray& json) {
    return readOne(json, &readRule);
}
Vendor readOneVendor(const QByteArray& json) {
    return readOne(json, &readVendor);
}
Wording readOneWording(const QByteArray& json) {
    return readOne(json, &readWording);
}
RequestPattern readOneRequestPattern(const QByteArray& json) {
    return readOne(json, &readRequestPattern);
}

std::optional<RuleError> problemWith(const RuleData& data, const Rules* below) {
    const auto error = [](const char* format, const QByteArray& a, const QByteArray& b = {}) {
        return RuleError{QString::fromLatin1(format).arg(QString::fromUtf8(a), QString::fromUtf8(b))};
    };
    std::set<QByteArray> vendors;
    for (const auto& vendor : data.vendors)
        if (!vendors.insert(vendor.id).second)
            return error("the vendor \"%1\" is declared twice%2", vendor.id);
    std::set<std::pair<Cause, QByteArray>> words;
    for (const auto& wording : data.words)
        if (!words.emplace(wording.cause, wording.subcause).second)
            return error("the words for %1 \"%2\" stand twice", causeName(wording.cause), wording.subcause);
    std::set<QByteArray> ids;
    for (const auto& rule : data.rules) {
        if (!ids.insert(rule.id).second)
            return error("the rule \"%1\" is declared twice%2", rule.id);
        if (!rule.vendor.isEmpty() && !vendors.contains(rule.vendor) && !(below && below->vendor(rule.vendor)))
            return error("the rule \"%1\" names the vendor \"%2\", which nobody declares", rule.id, rule.vendor);
        const Wording* known = below ? below->words(rule.cause, rule.subcause) : nullptr;
        if (rule.kind != EvidenceKind::Attribution && !words.contains({rule.cause, rule.subcause}) &&
            !(known && known->subcause == rule.subcause))
            return error("the rule \"%1\" has the sub-cause \"%2\", for which there are no words", rule.id,
                         rule.subcause);
    }
    return std::nullopt;
}

} // namespace knockback::diagnosis
