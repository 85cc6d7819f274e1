// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/QuotaReader.h"

#include "app/http/PlainNumber.h"
#include "app/http/RetryAfter.h"
#include "app/http/Url.h"
#include "app/ratelimit/CombinedFields.h"
#include "app/ratelimit/DialectFields.h"
#include "app/ratelimit/SeparateFields.h"
#include "app/ratelimit/WaitReader.h"

namespace knockback::ratelimit {

namespace {

const providers::Provider* providerOf(const http::Attempt& attempt, const providers::Catalogue& catalogue) {
    const auto url = http::parseUrl(attempt.request.url);
    return url ? catalogue.forHost(url->host) : nullptr;
}

// A cache's copy tells how things stood when it was made, not now.
bool isFromCache(const http::HeaderList& headers) {
    const auto age = headers.value("Age");
    return age && http::parsePlainNumber(QByteArrayView(*age).trimmed()).value_or(0) > 0;
}

} // namespace

QuotaReading readQuota(const http::Attempt& attempt, const providers::Catalogue& catalogue, base::WallTime receivedAt) {
    QuotaReading reading;
    if (!attempt.response)
        return reading;
    const http::HeaderList& headers = attempt.response->headers();
    ReadingContext context(*attempt.response, receivedAt, reading);
    reading.clockSkew = context.clock().skew();

    http::RetryAfter retryAfter = http::readRetryAfter(headers, receivedAt);
    reading.retryAfterSeconds = retryAfter.seconds;
    if (retryAfter.seconds)
        reading.retryAfterSource = QStringLiteral("Retry-After");
    reading.problems = std::move(retryAfter.problems);

    for (const char* read : {"Retry-After", "retry-after-ms"})
        context.take(read);
    const providers::Provider* ofHost = providerOf(attempt, catalogue);
    std::vector<const providers::Provider*> dialects = catalogue.signedBy(headers);
    if (ofHost)
        dialects.insert(dialects.begin(), ofHost);
    for (const providers::Provider* provider : dialects)
        readDialectFields(*provider, context);
    readWaits(dialects, context, reading);
    readCombinedFields(context);
    readSeparateFields(context);

    if (!reading.windows.empty() && isFromCache(headers)) {
        reading.windows.clear();
        reading.problems.push_back(QStringLiteral(
            "The answer came from a cache (Age is above 0), so what it says about limits is out of date."));
    }
    return reading;
}

} // namespace knockback::ratelimit
