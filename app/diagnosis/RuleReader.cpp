// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleReader.h"

#include "app/diagnosis/ConditionReader.h"
#include "app/diagnosis/StepReader.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <iterator>
#include <set>

namespace knockback::diagnosis {
namespace {

using base::JsonObjectReader;

std::vector<ReferenceSource> readReferences(JsonObjectReader& in) {
    std::vector<ReferenceSource> sources;
    in.objects(
        "references",
        [&](JsonObjectReader& source) {
            ReferenceSource s;
            s.header = source.optionalBytes("header");
            s.name = s.header.isEmpty() ? source.text("name") : source.text("name", QString::fromUtf8(s.header));
            if (source.has("header") == source.has("body"))
                source.failWhole(QStringLiteral("must have either \"header\" or \"body\""));
            s.pattern = readPattern(source, source.has("body") ? "body" : "matches");
            sources.push_back(std::move(s));
        },
        JsonObjectReader::Lone::Allowed);
    return sources;
}

Cause readCause(JsonObjectReader& in) {
    const auto cause = causeFromName(in.bytes("cause"));
    if (!cause)
        in.fail("cause", QStringLiteral("must be a cause that is known"));
    return cause.value_or(Cause::None);
}

void readDecision(JsonObjectReader& in, Rule& rule) {
    rule.kind = in.word<EvidenceKind>("kind", {{"decision", EvidenceKind::Decision},
                                               {"request", EvidenceKind::Request},
                                               {"attribution", EvidenceKind::Attribution},
                                               {"prior", EvidenceKind::Prior}});
    if (rule.kind == EvidenceKind::Attribution) {
        rule.vendor = in.bytes("vendor");
        if (in.has("cause") || in.has("subcause"))
            in.fail("cause", QStringLiteral("must not be there: attribution says who, never why"));
        return;
    }
    rule.vendor = in.optionalBytes("vendor");
    rule.cause = readCause(in);
    rule.subcause = in.optionalBytes("subcause");
}

Rule readRule(JsonObjectReader& in) {
    Rule rule;
    rule.id = in.bytes("id");
    readDecision(in, rule);
    rule.weight = in.number("weight", 0.01, 0.99);
    in.object("when", true, [&](JsonObjectReader& when) { rule.when = readCondition(when); });
    in.object("unless", false, [&](JsonObjectReader& unless) { rule.unless = readCondition(unless); });
    if (rule.kind == EvidenceKind::Request && !rule.when.status && !rule.when.failure)
        in.fail("when", QStringLiteral("must name a status or a failure: what the request looks like counts only "
                                       "together with one"));
    rule.says = in.text("says");
    rule.retryable = in.optionalFlag("retryable");
    rule.references = readReferences(in);
    rule.next = readSteps(in, "next");
    return rule;
}

Vendor readVendor(JsonObjectReader& in) {
    Vendor vendor;
    vendor.id = in.bytes("id");
    vendor.name = in.text("name");
    for (const QString& host : in.texts("hosts"))
        vendor.hosts.push_back(host.toUtf8());
    vendor.references = readReferences(in);
    vendor.docsUrl = in.text("docs", QString());
    vendor.supportUrl = in.text("support", QString());
    return vendor;
}

Wording readWording(JsonObjectReader& in) {
    Wording wording;
    wording.cause = readCause(in);
    wording.subcause = in.optionalBytes("subcause");
    wording.title = in.text("title");
    wording.retryable = in.flag("retryable", false);
    wording.next = readSteps(in, "next");
    return wording;
}

RequestPattern readRequestPattern(JsonObjectReader& in) {
    RequestPattern request;
    if (const auto fact = factFromName(in.bytes("fact")))
        request.fact = *fact;
    else
        in.fail("fact", QStringLiteral("must be a fact that is known"));
    request.in = in.word<RequestPattern::In>(
        "in", {{"user_agent", RequestPattern::In::UserAgent}, {"content", RequestPattern::In::Content}});
    QByteArray any;
    for (const QString& text : in.texts("any")) {
        const QByteArray expression = text.toUtf8();
        if (readPattern(in, "any", expression))
            any += (any.isEmpty() ? "(?:" : "|(?:") + expression + ')';
    }
    if (auto pattern = readPattern(in, "any", any))
        request.pattern = std::move(*pattern);
    return request;
}

template <typename T>
T readOne(const QByteArray& json, T (*read)(JsonObjectReader&)) {
    QString problem;
    JsonObjectReader in(QJsonDocument::fromJson(json).object(), {}, problem);
    T one = read(in);
    in.done();
    Q_ASSERT_X(problem.isEmpty(), "built-in rules", qPrintable(problem));
    return one;
}

template <typename T>
void moveAll(std::vector<T>& from, std::vector<T>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

base::Result<RuleData, RuleError> readRules(const QByteArray& json, const QString& fileName) {
    const auto object = base::parseJsonObject(json);
    if (!object)
        return base::Failure(RuleError{fileName + QStringLiteral(": ") + object.error()});
    QString problem;
    JsonObjectReader root(*object, {}, problem);
    RuleData data;
    root.objects("vendors", [&](JsonObjectReader& in) { data.vendors.push_back(readVendor(in)); });
    root.objects("words", [&](JsonObjectReader& in) { data.words.push_back(readWording(in)); });
    root.objects("requestFacts", [&](JsonObjectReader& in) { data.requestPatterns.push_back(readRequestPattern(in)); });
    root.objects("rules", [&](JsonObjectReader& in) { data.rules.push_back(readRule(in)); });
    root.done();
    if (!problem.isEmpty())
        return base::Failure(RuleError{fileName + QStringLiteral(": ") + problem});
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
