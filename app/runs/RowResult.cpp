// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RowResult.h"

#include <algorithm>

namespace knockback::runs {

namespace {

constexpr qint64 startBytes = 160;

// Of an answer that stayed compressed nothing can be read.
QByteArray startOf(const http::Response& response) {
    const bool coded = response.headers().contains("Content-Encoding") && !response.decoded;
    return coded ? QByteArray() : response.body.prefix(startBytes);
}

} // namespace

int turnedAway(const std::vector<journal::AttemptPtr>& attempts) {
    return static_cast<int>(std::count_if(attempts.begin(), attempts.end(), [](const auto& attempt) {
        const auto cause = attempt->diagnosis.cause;
        return diagnosis::isBlock(cause) && cause != diagnosis::Cause::Network;
    }));
}

RowResult rowResult(journal::CallOutcome outcome, const QString& sentence,
                    const std::vector<journal::AttemptPtr>& attempts, base::Nanoseconds length) {
    RowResult result;
    result.outcome = outcome;
    result.sentence = sentence;
    result.length = length;
    result.tries = static_cast<int>(attempts.size());
    result.blocked = turnedAway(attempts);
    if (attempts.empty())
        return result;
    const auto& last = attempts.back()->exchange.attempt();
    result.status = last.status();
    result.cause = attempts.back()->diagnosis.cause;
    if (last.response)
        result.start = startOf(*last.response);
    return result;
}

} // namespace knockback::runs
