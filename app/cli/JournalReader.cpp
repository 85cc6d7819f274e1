// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JournalReader.h"

namespace knockback::cli {

std::vector<journal::Event> allEvents(const journal::Journal& journal) {
    std::vector<journal::Event> all;
    for (std::uint64_t last = 0;;) {
        const auto more = journal.since(last);
        if (more.empty())
            return all;
        last = more.back().sequence;
        all.insert(all.end(), more.begin(), more.end());
    }
}

} // namespace knockback::cli
