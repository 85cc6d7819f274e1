// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ExplainedCodes.h"

#include "app/diagnosis/ErrorCodes.h"
#include "app/http/Url.h"

#include <algorithm>

namespace knockback::diagnosis {

namespace {

constexpr qint64 bodyLookedAt = 64 * 1024;

// What of an answer the documentation may speak about.
struct Answer {
    std::vector<SeenCode> codes; // lower case
    QByteArray text;             // of the body, lower case
    QByteArray status;
};

enum class Fit { Code, Wording, Status, None };

struct Found {
    Fit fit;
    ExplainedCode code;
};

bool isStatus(const QByteArray& code) {
    return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A sentence, or a name too long to stand in a text by chance.
bool isWording(const QByteArray& code) {
    return code.contains(' ') || code.size() >= 12;
}

std::pair<Fit, QString> fitOf(const QByteArray& code, const Answer& answer) {
    const QByteArray lower = code.toLower();
    for (const auto& seen : answer.codes)
        if (seen.code == lower)
            return {Fit::Code, seen.where};
    if (isStatus(lower.left(3)) && (lower.size() == 3 || lower[3] == ' '))
        return lower.startsWith(answer.status) ? std::pair{Fit::Status, QStringLiteral("status")}
                                               : std::pair{Fit::None, QString()};
    if (isWording(lower) && answer.text.contains(lower))
        return {Fit::Wording, QStringLiteral("body")};
    return {Fit::None, {}};
}

void addFrom(const providers::Provider& provider, const Answer& answer, std::vector<Found>& found) {
    for (const auto& error : provider.errorCodes) {
        const auto [fit, where] = fitOf(error.code, answer);
        if (fit == Fit::None)
            continue;
        const QString page = !error.docsUrl.isEmpty()        ? error.docsUrl
                             : !provider.limitsUrl.isEmpty() ? provider.limitsUrl
                                                             : provider.docsUrl;
        found.push_back({fit, {error.code, where, provider.name, error.meaning, error.advice, page}});
    }
}

std::vector<const providers::Provider*> explaining(const http::Attempt& attempt, const Diagnosis& diagnosis,
                                                   const providers::Catalogue& catalogue) {
    std::vector<const providers::Provider*> all;
    if (const auto url = http::parseUrl(attempt.request.url))
        all.push_back(catalogue.forHost(url->host));
    all.push_back(catalogue.byId(diagnosis.vendor));
    for (const auto* provider : catalogue.signedBy(attempt.response->headers()))
        all.push_back(provider);
    for (const char* standard : {"rfc-6750", "rfc-6585", "rfc-9110"})
        all.push_back(catalogue.byId(standard));
    std::vector<const providers::Provider*> each;
    for (const auto* provider : all)
        if (provider && std::find(each.begin(), each.end(), provider) == each.end())
            each.push_back(provider);
    return each;
}

} // namespace

std::vector<ExplainedCode> explainedCodes(const http::Attempt& attempt, const Diagnosis& diagnosis,
                                          const providers::Catalogue& catalogue) {
    if (!attempt.response || (attempt.status() < 400 && diagnosis.cause == Cause::None))
        return {};
    const QByteArray body = attempt.response->body.prefix(bodyLookedAt);
    const Answer answer{errorCodes(JsonBody(body), body, attempt.response->headers()), body.toLower(),
                        QByteArray::number(attempt.status())};
    std::vector<Found> found;
    for (const auto* provider : explaining(attempt, diagnosis, catalogue))
        addFrom(*provider, answer, found);
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.fit < b.fit; });
    std::vector<ExplainedCode> codes;
    for (auto& entry : found) {
        const auto same = [&entry](const ExplainedCode& known) {
            return known.code.compare(entry.code.code, Qt::CaseInsensitive) == 0;
        };
        if (std::none_of(codes.begin(), codes.end(), same))
            codes.push_back(std::move(entry.code));
    }
    return codes;
}

} // namespace knockback::diagnosis
