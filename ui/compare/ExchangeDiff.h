// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "ui/compare/CompareRow.h"
#include "ui/compare/FieldDiff.h"

#include <optional>

namespace knockback::ui {

// A named fact of an exchange, such as its method or its HTTP version.
struct FactChange {
    QString name;
    QString left; // empty = it has none
    QString right;
    bool differs = false; // times that are about the same do not
};

// What a message's body has to do with the other one's.
struct BodyChange {
    qint64 leftSize = 0;
    qint64 rightSize = 0;
    std::vector<CompareRow> lines; // laid out first when both are JSON; empty for binary bodies
    bool differs = false;
    bool cut = false; // only the first part of each was compared
};

// Two exchanges part by part.
struct ExchangeDiff {
    std::vector<FactChange> request; // method, and the parts of the URL but its query
    std::vector<FieldChange> query;
    std::vector<FieldChange> requestHeaders;
    BodyChange requestBody;
    std::vector<FactChange> answer; // status, or why there is none
    std::vector<FieldChange> responseHeaders;
    BodyChange responseBody;
    std::vector<FactChange> connection;
    std::vector<FactChange> timing;

    // Whether both asked for the same.
    [[nodiscard]] bool sameRequest() const;
};

// Works through the bodies, so for a worker. Both are redacted; a hidden value has the same placeholder on both sides
// when it is the same.
[[nodiscard]] ExchangeDiff diffExchanges(const journal::AttemptRecord& left, const journal::AttemptRecord& right);

// The two columns.
[[nodiscard]] std::vector<CompareRow> rowsOf(const ExchangeDiff& diff);

} // namespace knockback::ui
