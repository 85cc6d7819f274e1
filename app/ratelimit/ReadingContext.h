// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Response.h"
#include "app/ratelimit/JsonFacts.h"
#include "app/ratelimit/QuotaWindow.h"
#include "app/ratelimit/ResponseClock.h"

#include <QStringList>

#include <set>

namespace knockback::ratelimit {

// What the readers of one response share: its fields, which of them somebody has read already, the clocks, and where
// the findings go. Lives as long as one call of readQuota().
class ReadingContext {
public:
    ReadingContext(const http::Response& response, base::WallTime receivedAt, QuotaReading& reading);

    [[nodiscard]] const http::HeaderList& headers() const { return m_response.headers(); }
    [[nodiscard]] int status() const { return m_response.status(); }
    // The body as JSON; null when it is none, or longer than 256 kB. Read when it is first asked for.
    [[nodiscard]] const JsonFacts* json();
    // The first 64 kB of the body.
    [[nodiscard]] QByteArray bodyText() const;
    [[nodiscard]] const ResponseClock& clock() const { return m_clock; }

    // The field's lines joined; nothing when it is absent, empty, taken, or too long to announce anything. From then on
    // it is taken.
    std::optional<QByteArray> take(QByteArrayView name);
    [[nodiscard]] bool isTaken(QByteArrayView name) const;
    // The name as the server wrote it, for QuotaWindow::source.
    [[nodiscard]] QString asWritten(QByteArrayView name) const;

    // "X-RateLimit-Limit: "abc" is not a count." Nothing is concluded from such a field.
    void problem(QByteArrayView name, const QByteArray& value, const QString& why);

    // Takes a window in. Servers announce one quota in several families at once: a window that agrees with an earlier
    // one in limit and remaining, where one of them has no name of its own, only adds what that one lacks.
    void add(QuotaWindow window);

private:
    const http::Response& m_response;
    ResponseClock m_clock;
    QuotaReading& m_reading;
    std::set<QByteArray> m_taken; // in small letters
    std::optional<JsonFacts> m_json;
    bool m_jsonTried = false;
};

// The bucket of windows that have no name.
inline const QString unnamedBucket = QStringLiteral("default");

// Reset facts into a window.
struct ResetTime;
void setReset(QuotaWindow& window, const std::optional<ResetTime>& reset);

} // namespace knockback::ratelimit
