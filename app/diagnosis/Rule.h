// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/Facts.h"
#include "app/diagnosis/History.h"
#include "app/diagnosis/JsonPath.h"
#include "app/diagnosis/Pattern.h"
#include "app/diagnosis/RequestFacts.h"

#include "app/http/NetworkFailure.h"

#include <QByteArray>
#include <QString>

#include <bitset>
#include <optional>
#include <vector>

namespace knockback::diagnosis {

// Rules as read from resources/rules; resources/schemas/rules.json says what each member means.

using StatusSet = std::bitset<1000>;
// Stands in a StatusSet for every answer that says in its body that the request failed (Fact::FailedInBody): "failed".
constexpr std::size_t failedStatus = 1;

struct FieldCondition {
    QByteArray name;
    std::optional<Pattern> value; // absent: the field only has to be there
    bool absent = false;          // the field must not be there
    int slot = -1;                // of the name, given by the RuleSet
};

// One of several expressions that are looked for in one pass.
struct SetPattern {
    Pattern pattern;
    int slot = -1;
};

struct JsonCondition {
    JsonPath path;
    std::vector<QByteArray> anyOf;  // the member's value as text, compared without case …
    std::optional<Pattern> matches; // … or this
    int slot = -1;
};

struct FailureCondition {
    std::vector<http::FailureKind> kinds;
    std::vector<http::Phase> phases;
    std::optional<Pattern> detail;
};

// Everything in it must hold; inside a list one element is enough, but for headers, JSON members and `bodyAll`.
struct Condition {
    std::optional<StatusSet> status;
    FactSet facts;
    FactSet notFacts;
    std::vector<QByteArray> hosts;
    std::vector<QByteArray> methods;
    std::vector<QByteArray> codes; // lower case
    std::vector<FieldCondition> headers;
    std::vector<FieldCondition> requestHeaders;
    std::vector<JsonCondition> json;
    std::vector<SetPattern> body;
    std::vector<SetPattern> bodyAll;
    std::vector<SetPattern> said;
    std::vector<Pattern> titles;
    std::vector<Pattern> reasons;
    std::vector<Pattern> cookies;
    std::vector<Pattern> urls;
    std::optional<FailureCondition> failure;
    std::optional<HistoryCondition> history;
};

// What kind of proof a rule is. They are never mixed: see docs of the schema.
enum class EvidenceKind {
    Decision,    // somebody says that they turned it away, and why
    Request,     // the request looks like what somebody turns away; only together with a refusal
    Prior,       // the status alone: an expectation, not an answer
    Attribution, // who stands in the way; never says that it was turned away
};

// Where a support reference stands: in a response header or in the body, cut out by the expression's first group.
struct ReferenceSource {
    QString name;
    QByteArray header; // empty: the body
    std::optional<Pattern> pattern;
};

struct Rule {
    QByteArray id;
    EvidenceKind kind = EvidenceKind::Decision;
    Cause cause = Cause::None;
    QByteArray subcause;
    QByteArray vendor;
    double weight = 0;
    Condition when;
    std::optional<Condition> unless;
    QString says;
    std::optional<bool> retryable;
    std::vector<ReferenceSource> references;
    std::vector<NextStep> next;
};

// Somebody who can turn a request away, or a server whose wording is known.
struct Vendor {
    QByteArray id;
    QString name;
    std::vector<QByteArray> hosts; // whose answers are its own
    std::vector<ReferenceSource> references;
    QString docsUrl;
    QString supportUrl;
};

// The words for one (cause, sub-cause); an empty sub-cause stands for the cause itself.
struct Wording {
    Cause cause = Cause::None;
    QByteArray subcause;
    QString title;
    bool retryable = false;
    std::vector<NextStep> next;
};

// One file, or all of them together.
struct RuleData {
    std::vector<Vendor> vendors;
    std::vector<Wording> words;
    std::vector<RequestPattern> requestPatterns;
    std::vector<Rule> rules;
};

} // namespace knockback::diagnosis
