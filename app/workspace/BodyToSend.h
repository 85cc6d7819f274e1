// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Body.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace knockback::workspace {

// What goes out for a draft's body.
struct BodyToSend {
    http::Body body;
    // The Content-Type that belongs to it: the value that takes the place of the draft's own row (its variables filled,
    // a missing boundary added), or that of the automatic header when there is no row. Empty = none.
    QByteArray contentType;
};

// Puts values in the place of {{variables}}; what it does not know it leaves.
using FillText = std::function<QByteArray(const QByteArray& text)>;

// The body of a draft: variables filled (percent-encoded in a form, escaped where they stand inside a JSON string of
// GraphQL variables), `< ./path` replaced by the file's bytes as they are, `<@ ./path` by the file with its variables
// filled. `folder` is where relative paths start: the .http file's. A big file is copied in pieces, never held in
// memory as a whole. The error is one sentence: a file that is missing, not readable, or a folder. Reads disk; any
// thread.
[[nodiscard]] base::Result<BodyToSend, QString> bodyToSend(const RequestDraft& draft, const QString& folder,
                                                           const FillText& fill);

// The method on the wire: GRAPHQL is how JetBrains marks a POST.
[[nodiscard]] QByteArray methodToSend(const RequestDraft& draft);
// False for rows that are switched off, and for marks such as `X-REQUEST-TYPE: GraphQL`.
[[nodiscard]] bool isSent(const HeaderRow& row);

} // namespace knockback::workspace
