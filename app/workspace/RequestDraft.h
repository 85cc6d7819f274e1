// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"
#include "app/workspace/AuthDraft.h"
#include "app/workspace/RequestSettings.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace knockback::workspace {

struct HeaderRow {
    QByteArray name;
    QByteArray value; // may hold {{variables}}
    bool enabled = true;
    bool operator==(const HeaderRow&) const = default;
};

// A request as the user edits it and as it stands in a .http file: variables in their braces, no secret.
struct RequestDraft {
    QString name;
    QByteArray method = "GET";
    QByteArray url;
    // Query parameters that are switched off, each with its place: "2 page=3" stands after the second one in the URL.
    std::vector<QByteArray> parametersOff;
    // Names of path segments, as "/users/:id/orders/:order": the URL itself holds the values, so that every program can
    // send it. Empty = no segment has a name.
    QByteArray pathNames;
    std::vector<HeaderRow> headers;
    // As it stands in the file: `< ./path` lines are files to include; forms, multipart and GraphQL are views of this
    // text and of Content-Type (see BodyForm.h).
    QByteArray body;
    // Rows of a form or parts of a multipart body that are switched off, each as BodyForm.h writes it.
    std::vector<QByteArray> bodyOff;
    QByteArray graphQlOperation; // which operation of a GraphQL query; empty = the only one
    AuthDraft auth;
    RequestSettings settings;
    retry::RetryPolicy policy;
    QString notes;
    bool operator==(const RequestDraft&) const = default;
};

// The variables of one environment, and those of the file itself.
using Environment = std::map<QByteArray, QByteArray>;

} // namespace knockback::workspace
