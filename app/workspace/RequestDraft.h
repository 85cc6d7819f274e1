// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

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

enum class AuthKind { None, Credential };

// A request as the user edits it and as it stands in a .http file: variables in their braces, no secret.
struct RequestDraft {
    QString name;
    QByteArray method = "GET";
    QByteArray url;
    std::vector<HeaderRow> headers;
    QByteArray body;
    AuthKind auth = AuthKind::None;
    QByteArray credential; // with AuthKind::Credential: applied as its kind says (Authorization, header or query)
    retry::RetryPolicy policy;
    QString notes;
    bool operator==(const RequestDraft&) const = default;
};

// The variables of one environment, and those of the file itself.
using Environment = std::map<QByteArray, QByteArray>;

} // namespace knockback::workspace
