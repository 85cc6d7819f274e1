// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Diagnoser.h"
#include "app/http/MessageHead.h"
#include "app/http/Redactor.h"
#include "app/ratelimit/QuotaReader.h"
#include "tests/fuzz/FuzzTarget.h"

#include <algorithm>

using namespace knockback;

namespace {

// Up to the next NUL byte, which no part of a message may hold.
QByteArray takePart(QByteArrayView& rest) {
    const qsizetype end = rest.indexOf('\0');
    const QByteArrayView part = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return part.toByteArray();
}

} // namespace

// URL, request fields, answer's head, failure and body, with a NUL byte between any two.
FUZZ_TARGET(Diagnosis) {
    const auto& catalogue = providers::Catalogue::builtIn();
    static const diagnosis::Diagnoser diagnoser(catalogue);
    QByteArrayView rest = input;
    http::Attempt attempt;
    attempt.request.url = takePart(rest);
    attempt.request.headers = http::parseFieldLines(takePart(rest));
    const QByteArray head = takePart(rest);
    attempt.failure = http::fromHarError(takePart(rest));
    if (!head.isEmpty()) {
        attempt.response.emplace();
        attempt.response->head = http::parseResponseHead(head);
        attempt.response->body = http::Body(rest.toByteArray());
    }
    attempt.startedAt = base::fromEpochMs(1'795'255'200'000);
    const auto quota = ratelimit::readQuota(attempt, catalogue, attempt.startedAt);
    const auto diagnosis = diagnoser.diagnose(attempt, quota);
    fuzz::require(diagnosis.confidence >= 0 && diagnosis.confidence <= 1, "confidence is between 0 and 1");
    fuzz::require(!diagnosis.title.isEmpty(), "a diagnosis has a title");
    const auto redacted = http::Redactor().redact(attempt);
    fuzz::require(redacted.attempt().status() == attempt.status(), "hiding secrets keeps the status");
}
