// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CompareDesk.h"

#include "ui/compare/ComparePage.h"
#include "ui/compare/ComparePicks.h"
#include "ui/compare/CompareText.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/DraftText.h"

#include <limits>

namespace knockback::ui {

namespace {

QString kindOf(ComparePick::Why why) {
    switch (why) {
    case ComparePick::LastWorking:
        return CompareDesk::tr("Last working");
    case ComparePick::PreviousAttempt:
        return CompareDesk::tr("Attempt before");
    case ComparePick::SameRequest:
        break;
    }
    return CompareDesk::tr("Same request");
}

} // namespace

CompareDesk::CompareDesk(Backend& backend, ComparePage& page, CommandPalette& palette)
    : QObject(&page)
    , m_backend(backend)
    , m_page(page)
    , m_palette(palette) {}

void CompareDesk::compare(const journal::AttemptPtr& left, const journal::AttemptPtr& right) {
    m_page.compare(left, right);
    Q_EMIT opened();
}

void CompareDesk::compareDrafts(const workspace::RequestDraft& mine, const workspace::RequestDraft& theirs) {
    m_page.compareTexts(tr("In this tab"), readableText(mine), tr("On disk"), readableText(theirs));
    Q_EMIT opened();
}

PaletteEntry CompareDesk::entry(const QString& kind, const journal::AttemptPtr& other,
                                const journal::AttemptPtr& shown) {
    return {kind, titleOf(*other), {}, [this, other, shown] { compare(other, shown); }};
}

void CompareDesk::choosePartner(const journal::AttemptPtr& shown) {
    if (!shown)
        return Q_EMIT m_backend.noticed(tr("There is nothing to compare yet: send the request first."));
    std::vector<PaletteEntry> entries;
    bool working = false;
    const auto events = m_backend.journal().since(0, std::numeric_limits<std::size_t>::max());
    for (const auto& pick : comparePicks(events, *shown)) {
        working = working || pick.why == ComparePick::LastWorking;
        entries.push_back(entry(kindOf(pick.why), pick.attempt, shown));
    }
    entries.push_back({tr("History"), tr("Pick two exchanges there…"), {}, [this] { Q_EMIT historyWanted(); }});
    m_palette.openWith(std::move(entries), tr("Compare with which exchange? Type to search all of the history"));
    findInHistory(shown, !working);
}

void CompareDesk::findInHistory(const journal::AttemptPtr& shown, bool workingToo) {
    if (!m_history)
        return;
    m_palette.onTyped([this, shown](const QString& typed) {
        m_history->search(typed, [this, shown, typed](const std::vector<HistorySource::Hit>& hits) {
            std::vector<PaletteEntry> found;
            for (const auto& hit : hits)
                found.push_back({tr("History"), hit.text, {}, [this, shown, id = hit.id] {
                                     m_history->load(id, [this, shown](const journal::AttemptPtr& other) {
                                         if (other)
                                             compare(other, shown);
                                     });
                                 }});
            m_palette.addFound(typed, std::move(found));
        });
    });
    if (workingToo && !shown->requestName.isEmpty())
        m_history->lastWorking(shown->requestName, shown->exchange.attempt().startedAt,
                               [this, shown](const journal::AttemptPtr& other) {
                                   if (other)
                                       m_palette.addFirst(entry(kindOf(ComparePick::LastWorking), other, shown));
                               });
}

} // namespace knockback::ui
