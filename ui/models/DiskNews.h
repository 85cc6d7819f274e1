// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

namespace knockback::ui {

// What a change on disk means for a request that is open in a tab.
enum class DiskNews {
    None,     // nothing that concerns the request
    Taken,    // the tab has no edits of its own: it shows what is on disk now
    Settled,  // the disk has just what the tab has
    Renamed,  // only the name changed, and the tab has another one's edits: both go together
    Conflict, // both changed
    Deleted
};

// `base` is what was on disk when the tab last agreed with it, `mine` what the tab holds, `theirs` what is there now
// (null = nothing any more).
[[nodiscard]] DiskNews diskNews(const workspace::RequestDraft& base, const workspace::RequestDraft& mine,
                                const workspace::RequestDraft* theirs);

// Equal as far as a .http file can tell.
[[nodiscard]] bool sameOnDisk(const workspace::RequestDraft& a, const workspace::RequestDraft& b);

} // namespace knockback::ui
