// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Attempt.h"
#include "app/journal/Event.h"

#include <QString>

namespace knockback::ui {

// "1.2 KB", SI units: 1 KB is 1000 bytes.
[[nodiscard]] QString sizeText(qint64 bytes);
// "0.31 ms", "182 ms", "4.2 s"
[[nodiscard]] QString timeText(base::Microseconds time);
// "Too Many Requests": what the server wrote, else the registered phrase.
[[nodiscard]] QString phraseOf(const http::Attempt& attempt);
// "HTTP/2 · TLS 1.3"; "HTTP/1.1 · no TLS"
[[nodiscard]] QString protocolText(const http::ConnectionFacts& connection);
// Why an attempt was made: "retry", "redirect", "digest challenge", "new credential"; empty for a call's first one.
[[nodiscard]] QString triggerText(const journal::AttemptRecord& record);
// The provider's own name for the request, as "header: value"; empty name when the answer has none.
struct RequestIdText {
    QString name;
    QString value;
};
[[nodiscard]] RequestIdText requestIdOf(const journal::AttemptRecord& record);

} // namespace knockback::ui
