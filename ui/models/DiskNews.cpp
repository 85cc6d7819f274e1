// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/DiskNews.h"

#include "app/workspace/HttpFile.h"

namespace knockback::ui {

bool sameOnDisk(const workspace::RequestDraft& a, const workspace::RequestDraft& b) {
    return a == b || workspace::normalised(a) == workspace::normalised(b);
}

DiskNews diskNews(const workspace::RequestDraft& base, const workspace::RequestDraft& mine,
                  const workspace::RequestDraft* theirs) {
    if (!theirs)
        return DiskNews::Deleted;
    if (sameOnDisk(*theirs, base))
        return DiskNews::None;
    if (sameOnDisk(*theirs, mine))
        return DiskNews::Settled;
    if (sameOnDisk(mine, base))
        return DiskNews::Taken;
    auto unnamed = *theirs;
    unnamed.name = base.name;
    return sameOnDisk(unnamed, base) && mine.name == base.name ? DiskNews::Renamed : DiskNews::Conflict;
}

} // namespace knockback::ui
