// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/ZoomStack.h"

namespace knockback::timeline {

namespace {
constexpr std::size_t mostRemembered = 100;
}

void ZoomStack::leap(TimeRange to) {
    if (to == current())
        return;
    m_ranges.resize(m_at + 1);
    m_ranges.push_back(to);
    if (m_ranges.size() > mostRemembered)
        m_ranges.erase(m_ranges.begin());
    m_at = m_ranges.size() - 1;
}

void ZoomStack::reset(TimeRange whole) {
    m_ranges.assign(1, whole);
    m_at = 0;
}

bool ZoomStack::back() {
    if (!canGoBack())
        return false;
    --m_at;
    return true;
}

bool ZoomStack::forward() {
    if (!canGoForward())
        return false;
    ++m_at;
    return true;
}

} // namespace knockback::timeline
