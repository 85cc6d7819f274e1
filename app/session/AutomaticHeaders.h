// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::session {

// A header that goes out although the draft's rows do not hold it.
struct AutomaticHeader {
    QByteArray name;
    QByteArray value; // empty = known only when the request is sent
    QString reason;   // one sentence for the tooltip
    bool switchable = true;
    bool on = true; // false: switched off, or a row of the draft takes its place
};

// User-Agent, Accept, Accept-Encoding, Content-Type, and what the wire needs (Host, Content-Length), the cookie jar
// and the Auth tab add. `contentType` is what the body's kind asks for, empty = nothing. Pure.
[[nodiscard]] std::vector<AutomaticHeader> automaticHeaders(const workspace::RequestDraft& draft,
                                                            const QByteArray& contentType);
// The same with the Content-Type that the draft's own body asks for.
[[nodiscard]] std::vector<AutomaticHeader> automaticHeaders(const workspace::RequestDraft& draft);

} // namespace knockback::session
