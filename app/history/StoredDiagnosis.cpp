// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/StoredParts.h"

#include "app/history/Cbor.h"

#include <array>

namespace knockback::history {

namespace {

using diagnosis::NextAction;

// The words in the file; they stay what they are when the enum changes.
constexpr std::array<std::pair<NextAction, const char*>, 9> actionWords{{{NextAction::None, "none"},
                                                                         {NextAction::Wait, "wait"},
                                                                         {NextAction::Rotate, "rotate"},
                                                                         {NextAction::SignIn, "sign_in"},
                                                                         {NextAction::SetUserAgent, "set_user_agent"},
                                                                         {NextAction::SlowDown, "slow_down"},
                                                                         {NextAction::OpenDocs, "open_docs"},
                                                                         {NextAction::Rehearse, "rehearse"},
                                                                         {NextAction::Escalate, "escalate"}}};

constexpr std::array<std::pair<ratelimit::QuotaScope, const char*>, 3> scopeWords{
    {{ratelimit::QuotaScope::Credential, "credential"},
     {ratelimit::QuotaScope::Address, "address"},
     {ratelimit::QuotaScope::Endpoint, "endpoint"}}};

QString scopeName(ratelimit::QuotaScope scope) {
    for (const auto& [known, word] : scopeWords)
        if (known == scope)
            return QLatin1String(word);
    return {};
}

// Files of version 1 do not say it.
ratelimit::QuotaScope scopeOf(const QString& word) {
    for (const auto& [scope, known] : scopeWords)
        if (word == QLatin1String(known))
            return scope;
    return ratelimit::QuotaScope::Credential;
}

QByteArray actionWord(NextAction action) {
    for (const auto& [known, word] : actionWords)
        if (known == action)
            return word;
    return "none";
}

NextAction actionOf(const QByteArray& word) {
    for (const auto& [action, known] : actionWords)
        if (word == known)
            return action;
    return NextAction::None;
}

template <typename List, typename Write>
QCborArray listOf(const List& list, Write write) {
    QCborArray array;
    for (const auto& element : list) {
        CborWriter out;
        write(out, element);
        array.append(out.map());
    }
    return array;
}

template <typename Read>
auto vectorOf(const QCborValue& value, Read read) {
    std::vector<decltype(read(CborReader(value)))> list;
    const QCborArray array = value.toArray();
    for (const QCborValue element : array)
        list.push_back(read(CborReader(element)));
    return list;
}

} // namespace

QCborMap encode(const diagnosis::Diagnosis& diagnosis) {
    CborWriter out;
    out.bytes("cause", diagnosis::causeName(diagnosis.cause));
    out.bytes("subcause", diagnosis.subcause);
    out.bytes("vendor", diagnosis.vendor);
    out.number("confidence", diagnosis.confidence);
    out.flag("retryable", diagnosis.retryable);
    out.number("retryAfter", diagnosis.retryAfterSeconds);
    out.value("references", listOf(diagnosis.referenceIds, [](CborWriter& to, const diagnosis::ReferenceId& id) {
                  to.text("name", id.name);
                  to.text("value", id.value);
              }));
    out.value("evidence", listOf(diagnosis.evidence, [](CborWriter& to, const diagnosis::Evidence& evidence) {
                  to.text("where", evidence.where);
                  to.text("sentence", evidence.sentence);
                  to.number("weight", evidence.weight);
              }));
    out.value("steps", listOf(diagnosis.nextSteps, [](CborWriter& to, const diagnosis::NextStep& step) {
                  to.bytes("action", actionWord(step.action));
                  to.text("text", step.text);
              }));
    out.text("title", diagnosis.title);
    out.text("docs", diagnosis.docsUrl);
    out.text("support", diagnosis.supportUrl);
    return out.map();
}

diagnosis::Diagnosis decodeDiagnosis(const QCborValue& value) {
    const CborReader in(value);
    diagnosis::Diagnosis diagnosis;
    diagnosis.cause = diagnosis::causeFromName(in.bytes("cause")).value_or(diagnosis::Cause::None);
    diagnosis.subcause = in.bytes("subcause");
    diagnosis.vendor = in.bytes("vendor");
    diagnosis.confidence = in.number("confidence").value_or(0);
    diagnosis.retryable = in.flag("retryable");
    diagnosis.retryAfterSeconds = in.number("retryAfter");
    diagnosis.referenceIds = vectorOf(in.value("references"), [](const CborReader& from) {
        return diagnosis::ReferenceId{from.text("name"), from.text("value")};
    });
    diagnosis.evidence = vectorOf(in.value("evidence"), [](const CborReader& from) {
        return diagnosis::Evidence{from.text("where"), from.text("sentence"), from.number("weight").value_or(0)};
    });
    diagnosis.nextSteps = vectorOf(in.value("steps"), [](const CborReader& from) {
        return diagnosis::NextStep{actionOf(from.bytes("action")), from.text("text")};
    });
    diagnosis.title = in.text("title");
    diagnosis.docsUrl = in.text("docs");
    diagnosis.supportUrl = in.text("support");
    return diagnosis;
}

QCborMap encode(const ratelimit::QuotaReading& quota) {
    CborWriter out;
    out.value("windows", listOf(quota.windows, [](CborWriter& to, const ratelimit::QuotaWindow& window) {
                  to.text("bucket", window.bucket);
                  to.number("limit", window.limit);
                  to.number("remaining", window.remaining);
                  to.text("unit", window.unit);
                  to.number("window", window.windowSeconds);
                  to.number("reset", window.resetSeconds);
                  if (window.resetAt)
                      to.value("resetAt", base::toEpochMs(*window.resetAt));
                  to.text("partition", window.partitionKey);
                  to.number("used", window.used);
                  to.number("refill", window.refillPerSecond);
                  to.number("resetNumber", window.resetNumber);
                  if (window.resetByClock)
                      to.flag("byClock", true);
                  to.text("scope", scopeName(window.scope));
                  to.text("conflict", window.conflict);
                  to.text("source", window.source);
              }));
    out.number("retryAfter", quota.retryAfterSeconds);
    out.text("retryAfterSource", quota.retryAfterSource);
    out.number("blockSeconds", quota.blockSeconds);
    if (quota.clockSkew)
        out.micros("skew", std::chrono::floor<base::Microseconds>(*quota.clockSkew));
    QCborArray problems;
    for (const QString& problem : quota.problems)
        problems.append(problem);
    out.value("problems", problems);
    return out.map();
}

ratelimit::QuotaReading decodeQuota(const QCborValue& value) {
    const CborReader in(value);
    ratelimit::QuotaReading quota;
    quota.windows = vectorOf(in.value("windows"), [](const CborReader& from) {
        ratelimit::QuotaWindow window;
        window.bucket = from.text("bucket");
        window.limit = from.number("limit");
        window.remaining = from.number("remaining");
        window.unit = from.text("unit");
        window.windowSeconds = from.number("window");
        window.resetSeconds = from.number("reset");
        if (from.value("resetAt").isInteger())
            window.resetAt = base::fromEpochMs(from.integer("resetAt"));
        window.partitionKey = from.text("partition");
        window.used = from.number("used");
        window.refillPerSecond = from.number("refill");
        window.resetNumber = from.number("resetNumber");
        window.resetByClock = from.flag("byClock").value_or(false);
        window.scope = scopeOf(from.text("scope"));
        window.conflict = from.text("conflict");
        window.source = from.text("source");
        return window;
    });
    quota.retryAfterSeconds = in.number("retryAfter");
    quota.retryAfterSource = in.text("retryAfterSource");
    quota.blockSeconds = in.number("blockSeconds");
    if (const auto skew = in.micros("skew"))
        quota.clockSkew = *skew;
    const QCborArray problems = in.value("problems").toArray();
    for (const QCborValue problem : problems)
        quota.problems.push_back(problem.toString());
    return quota;
}

} // namespace knockback::history
