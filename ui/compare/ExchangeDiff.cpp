// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ExchangeDiff.h"

#include "app/http/Url.h"
#include "app/retry/DurationText.h"
#include "ui/compare/BodyDiff.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr base::Microseconds noticed{50'000}; // a smaller change of time says nothing

QString tr(const char* text) {
    return QCoreApplication::translate("Compare", text);
}

std::vector<Field> fieldsOf(const http::HeaderList& headers) {
    std::vector<Field> fields;
    for (const auto& header : headers)
        fields.push_back({header.name, header.value});
    return fields;
}

std::vector<Field> queryOf(const std::optional<http::UrlParts>& url) {
    std::vector<Field> fields;
    if (!url)
        return fields;
    for (const auto& param : http::parseQuery(url->query))
        fields.push_back({param.name, param.value});
    return fields;
}

FactChange fact(const char* name, const QByteArray& left, const QByteArray& right) {
    return {tr(name), QString::fromUtf8(left), QString::fromUtf8(right), left != right};
}

std::vector<FactChange> requestFacts(const http::Request& left, const http::Request& right) {
    std::vector<FactChange> facts{fact("Method", left.method, right.method)};
    const auto l = http::parseUrl(left.url);
    const auto r = http::parseUrl(right.url);
    if (!l || !r) {
        facts.push_back(fact("URL", left.url, right.url));
        return facts;
    }
    facts.push_back(fact("Scheme", l->scheme, r->scheme));
    facts.push_back(fact("Host", l->host, r->host));
    facts.push_back(fact("Port", QByteArray::number(l->port), QByteArray::number(r->port)));
    facts.push_back(fact("Path", l->path, r->path));
    return facts;
}

QByteArray statusOf(const http::Attempt& attempt) {
    if (!attempt.response)
        return {};
    const auto phrase = http::reasonPhrase(attempt.status());
    return QByteArray::number(attempt.status()) + (phrase.isEmpty() ? QByteArray() : ' ' + phrase);
}

QByteArray failureOf(const http::Attempt& attempt) {
    return attempt.failure ? http::describe(*attempt.failure).toUtf8() : QByteArray();
}

std::vector<FactChange> answerFacts(const journal::AttemptRecord& left, const journal::AttemptRecord& right) {
    const auto& l = left.exchange.attempt();
    const auto& r = right.exchange.attempt();
    std::vector<FactChange> facts{fact("Status", statusOf(l), statusOf(r))};
    if (l.failure || r.failure)
        facts.push_back(fact("Failure", failureOf(l), failureOf(r)));
    if (diagnosis::isBlock(left.diagnosis.cause) || diagnosis::isBlock(right.diagnosis.cause))
        facts.push_back(fact("Diagnosis", left.diagnosis.title.toUtf8(), right.diagnosis.title.toUtf8()));
    return facts;
}

std::vector<FactChange> connectionFacts(const http::ConnectionFacts& left, const http::ConnectionFacts& right) {
    const auto reused = [](const http::ConnectionFacts& c) { return QByteArray(c.reused ? "kept alive" : "new"); };
    const auto issuer = [](const http::ConnectionFacts& c) {
        return c.certificates.empty() ? QByteArray() : c.certificates.front().issuer;
    };
    std::vector<FactChange> facts{fact("HTTP version", left.httpVersion, right.httpVersion),
                                  fact("TLS version", left.tlsVersion, right.tlsVersion),
                                  fact("TLS cipher", left.tlsCipher, right.tlsCipher),
                                  fact("Certificate by", issuer(left), issuer(right)),
                                  fact("Server address", left.remoteAddress, right.remoteAddress),
                                  fact("Connection", reused(left), reused(right))};
    std::erase_if(facts, [](const auto& f) { return f.left.isEmpty() && f.right.isEmpty(); });
    return facts;
}

FactChange duration(const char* name, const std::optional<base::Microseconds>& left,
                    const std::optional<base::Microseconds>& right) {
    const auto words = [](const auto& time) { return time ? retry::durationText(*time) : QString(); };
    const auto l = left.value_or(base::Microseconds(0));
    const auto r = right.value_or(base::Microseconds(0));
    const bool differs = std::max(l, r) > 2 * std::min(l, r) && std::max(l, r) - std::min(l, r) >= noticed;
    return {tr(name), words(left), words(right), differs};
}

std::vector<FactChange> timingFacts(const http::Timing& left, const http::Timing& right) {
    std::vector<FactChange> facts{
        duration("DNS", left.dns, right.dns),      duration("Connect", left.connect, right.connect),
        duration("TLS", left.tls, right.tls),      duration("Send", left.send, right.send),
        duration("Wait", left.wait, right.wait),   duration("Receive", left.receive, right.receive),
        duration("Total", left.total, right.total)};
    std::erase_if(facts, [](const auto& f) { return f.left.isEmpty() && f.right.isEmpty(); });
    return facts;
}

bool anyDiffers(const std::vector<FactChange>& facts) {
    return std::any_of(facts.begin(), facts.end(), [](const auto& f) { return f.differs; });
}
bool anyDiffers(const std::vector<FieldChange>& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const auto& f) { return f.kind != FieldChange::Same; });
}

} // namespace

bool ExchangeDiff::sameRequest() const {
    return !anyDiffers(request) && !anyDiffers(query) && !anyDiffers(requestHeaders) && !requestBody.differs;
}

ExchangeDiff diffExchanges(const journal::AttemptRecord& left, const journal::AttemptRecord& right) {
    const auto& l = left.exchange.attempt();
    const auto& r = right.exchange.attempt();
    ExchangeDiff diff;
    diff.request = requestFacts(l.request, r.request);
    diff.query = diffFields(queryOf(http::parseUrl(l.request.url)), queryOf(http::parseUrl(r.request.url)),
                            FieldNames::ExactCase);
    diff.requestHeaders = diffFields(fieldsOf(l.request.headers), fieldsOf(r.request.headers), FieldNames::AnyCase);
    diff.requestBody = diffBodies(l.request.body, r.request.body);
    diff.answer = answerFacts(left, right);
    if (l.response || r.response) {
        const auto headers = [](const http::Attempt& a) {
            return a.response ? fieldsOf(a.response->headers()) : std::vector<Field>();
        };
        const auto body = [](const http::Attempt& a) { return a.response ? a.response->body : http::Body(); };
        diff.responseHeaders = diffFields(headers(l), headers(r), FieldNames::AnyCase);
        diff.responseBody = diffBodies(body(l), body(r));
    }
    diff.connection = connectionFacts(l.connection, r.connection);
    diff.timing = timingFacts(l.timing, r.timing);
    return diff;
}

} // namespace knockback::ui
