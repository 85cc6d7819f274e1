// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/AnswerBars.h"

#include <algorithm>

namespace knockback::runs {

void AnswerBars::add(base::Nanoseconds after, Kind kind, int count) {
    after = std::max(after, base::Nanoseconds(0));
    while (static_cast<std::size_t>(after / m_width) >= most)
        halve();
    const auto at = static_cast<std::size_t>(after / m_width);
    if (at >= m_bars.size())
        m_bars.resize(at + 1);
    (kind == Kind::Ok ? m_bars[at].ok : kind == Kind::Blocked ? m_bars[at].blocked : m_bars[at].other) += count;
}

int AnswerBars::highest() const {
    int highest = 0;
    for (const Bar& bar : m_bars)
        highest = std::max(highest, bar.sum());
    return highest;
}

void AnswerBars::halve() {
    for (std::size_t i = 0; i < m_bars.size(); i += 2) {
        Bar bar = m_bars[i];
        if (i + 1 < m_bars.size()) {
            bar.ok += m_bars[i + 1].ok;
            bar.blocked += m_bars[i + 1].blocked;
            bar.other += m_bars[i + 1].other;
        }
        m_bars[i / 2] = bar;
    }
    m_bars.resize((m_bars.size() + 1) / 2);
    m_width *= 2;
}

} // namespace knockback::runs
