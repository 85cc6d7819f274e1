// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/FixedWindow.h"

namespace knockback::ratelimit {

FixedWindow::FixedWindow(qint64 limit, base::Nanoseconds window)
    : m_limit(std::max<qint64>(limit, 0))
    , m_window(std::clamp(window, base::Nanoseconds(1), longestWindow)) {}

Verdict FixedWindow::take(base::SteadyTime now, const QByteArray& key) {
    Window& window = m_windows.at(key, [&](const Window& w) { return w.endsAt <= now; });
    if (window.endsAt <= now)
        window = {now + m_window, 0};

    Verdict verdict;
    verdict.allowed = window.used < m_limit;
    if (verdict.allowed)
        ++window.used;
    verdict.limit = m_limit;
    verdict.remaining = m_limit - window.used;
    verdict.resetAfter = window.endsAt - now;
    if (!verdict.allowed)
        verdict.retryAfter = verdict.resetAfter;
    return verdict;
}

} // namespace knockback::ratelimit
