// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/References.h"

#include "app/diagnosis/Markup.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

constexpr qsizetype longestReference = 200;

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
    constexpr std::array<const char*, 6> usual{"X-Request-Id", "Request-Id", "X-Correlation-Id",
                                               "X-RequestId",  "X-Trace-Id", "X-Amzn-Trace-Id"};
    for (const char* name : usual)
        collector.addHeader(name);
    return collector.take();
}

} // namespace knockback::diagnosis
