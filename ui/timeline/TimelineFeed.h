// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Journal.h"
#include "app/timeline/TimelineModel.h"

namespace knockback::ui {

// Pulls from the journal into a timeline model, a bounded number of events at a time.
class TimelineFeed {
public:
    explicit TimelineFeed(const journal::Journal& journal) : m_journal(journal) {}

    // Takes the next events, at most 4096; true when there were any.
    bool pull();
    // Starts again with other lanes; what the journal still holds comes with the next pulls.
    void regroup(timeline::Grouping grouping);

    [[nodiscard]] const timeline::TimelineModel& model() const { return m_model; }
    [[nodiscard]] std::uint64_t lastSequence() const { return m_last; }

private:
    const journal::Journal& m_journal;
    timeline::TimelineModel m_model;
    std::uint64_t m_last = 0;
};

} // namespace knockback::ui
