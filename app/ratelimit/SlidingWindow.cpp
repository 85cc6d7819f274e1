// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/SlidingWindow.h"

namespace knockback::ratelimit {

SlidingWindow::SlidingWindow(qint64 limit, base::Nanoseconds window)
    : m_limit(std::max<qint64>(limit, 0))
    , m_window(std::clamp(window, base::Nanoseconds(1), longestWindow)) {}

Verdict SlidingWindow::take(base::SteadyTime now, const QByteArray& key) {
    Passed& passed = m_passed.at(key, [&](const Passed& p) { return p.empty() || p.back() + m_window <= now; });
    while (!passed.empty() && passed.front() + m_window <= now)
        passed.pop_front();

    Verdict verdict;
    verdict.allowed = static_cast<qint64>(passed.size()) < m_limit;
    if (verdict.allowed)
        passed.push_back(now);
    verdict.limit = m_limit;
    verdict.remaining = m_limit - static_cast<qint64>(passed.size());
    verdict.resetAfter = passed.empty() ? m_window : passed.back() + m_window - now;
    if (!verdict.allowed)
        verdict.retryAfter = passed.empty() ? m_window : passed.front() + m_window - now;
    return verdict;
}

} // namespace knockback::ratelimit
