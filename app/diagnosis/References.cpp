// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/References.h"

#include "app/diagnosis/Markup.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

constexpr qsizetype longestReference = 200;

constexpr std::array<const char*, 8> usualHeaders{"X-Request-Id", "Request-Id",  "X-Correlation-Id",
                                                  "X-RequestId",  "X-Trace-Id",  "X-Amzn-Trace-Id",
                                                  "Trace-Id",     "X-B3-TraceId"};
constexpr std::array<const char*, 27> usualMembers{"requestId",
                                                   "request_id",
                                                   "RequestId",
                                                   "requestID",
                                                   "correlationId",
                                                   "correlation_id",
                                                   "traceId",
                                                   "trace_id",
                                                   "traceID",
                                                   "incidentId",
                                                   "incident_id",
                                                   "supportId",
                                                   "support_id",
                                                   "referenceId",
                                                   "reference_id",
                                                   "reference",
                                                   "error.requestId",
                                                   "error.request_id",
                                                   "error.traceId",
                                                   "error.trace_id",
                                                   "error.referenceId",
                                                   "error.correlationId",
                                                   "error.correlation_id",
                                                   "error.reference",
                                                   "meta.request_id",
                                                   "meta.requestId",
                                                   "logref"};

// "Incident ID: 4f2a…", as pages put it; the value has a digit, or it is only the next word.
const Pattern& spokenReference() {
    static const Pattern spoken = *Pattern::make(
        R"(\b(?:reference|request|incident|event|support|case|block|blocking|ray|trace|transaction|correlation|error|ticket|attack|message|session)(?: (?:id|no\.?|number|code))?(?: is)?\s*[:#]\s*[#<"]?((?:[a-z-]*[._:-]?){0,4}[0-9][a-z0-9._:-]{3,}))");
    return spoken;
}

class Collector {
public:
    explicit Collector(const Subject& subject) : m_subject(subject) {}

    void add(const std::vector<ReferenceSource>& sources) {
        for (const auto& source : sources)
            add(source);
    }

    void addHeaders(const std::vector<ReferenceSource>& sources) {
        for (const auto& source : sources)
            if (!source.header.isEmpty())
                add(source);
    }

    void addHeader(const QByteArray& name) {
        if (const auto value = headerValue(name))
            keep(QString::fromUtf8(name), *value);
    }

    // Where nobody has said where to look.
    void addSpoken() {
        static const auto members = JsonPath::parseAll(usualMembers);
        for (const auto& path : members)
            for (const auto& value : m_subject.json.values(path))
                if (value != "null")
                    keep(QString::fromLatin1(path.segments.back()), value);
        if (const auto span = spokenReference().find(m_subject.statement))
            keep(QStringLiteral("Reference"), m_subject.statement.mid(span->start, span->length));
    }

    std::vector<ReferenceId> take() { return std::move(m_found); }

private:
    void add(const ReferenceSource& source) {
        const auto text = source.header.isEmpty() ? std::optional(m_subject.body) : headerValue(source.header);
        if (!text)
            return;
        if (!source.pattern) {
            keep(source.name, *text);
        } else if (const auto span = source.pattern->find(*text)) {
            keep(source.name, text->mid(span->start, span->length));
        }
    }

    [[nodiscard]] std::optional<QByteArray> headerValue(const QByteArray& name) const {
        return m_subject.attempt.response ? m_subject.attempt.response->headers().value(name) : std::nullopt;
    }

    void keep(const QString& name, const QByteArray& raw) {
        QByteArray value = resolveReferences(raw).trimmed();
        if (value.startsWith('#'))
            value.remove(0, 1);
        if (value.isEmpty() || value.size() > longestReference)
            return;
        const auto text = QString::fromUtf8(value);
        if (std::none_of(m_found.begin(), m_found.end(), [&](const ReferenceId& r) { return r.value == text; }))
            m_found.push_back({name, text});
    }

    const Subject& m_subject;
    std::vector<ReferenceId> m_found;
};

} // namespace

std::vector<ReferenceId> referencesOf(const Subject& subject, const Rules& rules, const Verdict& verdict,
                                      const QByteArray& vendor, const providers::Provider* provider) {
    Collector collector(subject);
    for (const auto& match : verdict.proof)
        collector.add(match.rule->references);
    if (const Vendor* decided = rules.vendor(vendor))
        collector.add(decided->references);
    if (provider)
        for (const auto& name : provider->requestIdHeaders)
            collector.addHeader(name);
    if (const Vendor* ofHost = rules.vendorOfHost(subject.host))
        collector.add(ofHost->references);
    for (const auto& match : verdict.attribution)
        if (const Vendor* inTheWay = rules.vendor(match.rule->vendor))
            collector.addHeaders(inTheWay->references); // a body that is not its own holds none of its references
    for (const char* name : usualHeaders)
        collector.addHeader(name);
    if (isBlock(verdict.cause) || subject.status() >= 400)
        collector.addSpoken();
    return collector.take();
}

} // namespace knockback::diagnosis
