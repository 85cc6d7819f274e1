// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/Event.h"

#include <QByteArray>
#include <QString>

// How reports write numbers, times and names.
namespace knockback::report {

[[nodiscard]] QString utcText(base::WallTime time);                      // "2026-11-22T10:42:41.318Z"
[[nodiscard]] QString utcMinuteText(base::WallTime time);                // "2026-11-22 10:42:41 UTC"
[[nodiscard]] QString secondsText(double seconds);                       // "41 s", "0.3 s"
[[nodiscard]] QString numberText(double number);                         // "27", "0.5"
[[nodiscard]] QString millisecondsText(base::Microseconds length);       // "182 ms", "41 s"
[[nodiscard]] QString answerText(const http::RedactedAttempt& exchange); // "429 Too Many Requests", or what failed
[[nodiscard]] QString causeText(diagnosis::Cause cause);                 // "rate limit"
[[nodiscard]] QString waitText(journal::WaitReason reason);              // "Retry-After"
[[nodiscard]] QString confidenceText(double confidence);                 // "high confidence"
// "1 request", "3 requests"
[[nodiscard]] QString countText(std::size_t count, const QString& noun);

// The URL without its query: "https://api.example.com/search"; and its path alone.
[[nodiscard]] QString endpointText(const QByteArray& url);
[[nodiscard]] QString pathText(const QByteArray& url);

} // namespace knockback::report
