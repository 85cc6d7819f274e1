// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/ErrorCodes.h"
#include "app/diagnosis/Facts.h"
#include "app/diagnosis/History.h"
#include "app/diagnosis/JsonPath.h"
#include "app/diagnosis/RequestFacts.h"
#include "app/http/Attempt.h"
#include "app/ratelimit/QuotaWindow.h"

#include <QByteArray>

#include <vector>

namespace knockback::diagnosis {

// One exchange, taken apart for the rules. Refers to the attempt and the reading, which outlive it.
struct Subject {
    Subject(const http::Attempt& attempt, const ratelimit::QuotaReading& quota,
            const std::vector<RequestPattern>& requestPatterns, const History& history = {});

    // No rule looks further into a body than this.
    static constexpr qint64 bodyLookedAt = 64 * 1024;
    // A body up to this size can be a notice and nothing else.
    static constexpr qint64 shortBody = 16 * 1024;

    const http::Attempt& attempt;
    const ratelimit::QuotaReading& quota;
    const History history;
    QByteArray host;      // lower case, without port
    QByteArray pathQuery; // as sent
    QByteArray body;      // the first of it; nothing of an answer that was served at length
    JsonBody json;
    QByteArray title;
    // What the answer says in words: a JSON error's codes and messages, a short page's or text's visible words, a long
    // page's title; a sentence a line. The wording of an article is not a statement.
    QByteArray statement;
    std::vector<SeenCode> codes;
    std::vector<QByteArray> cookies; // names that the answer sets
    FactSet facts;

    [[nodiscard]] int status() const { return attempt.status(); }

private:
    void lookAtAnswer();
    void lookAtLimits();
    void lookAtConnection();
    [[nodiscard]] QByteArray findStatement() const;
};

} // namespace knockback::diagnosis
