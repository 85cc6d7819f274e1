// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineFeed.h"

namespace knockback::ui {

bool TimelineFeed::pull() {
    if (m_journal.lastSequence() == m_last)
        return false;
    const auto events = m_journal.since(m_last);
    for (const journal::Event& event : events)
        m_model.apply(event);
    if (!events.empty())
        m_last = events.back().sequence;
    return !events.empty();
}

void TimelineFeed::regroup(timeline::Grouping grouping) {
    m_model = timeline::TimelineModel(grouping);
    m_last = 0;
}

} // namespace knockback::ui
