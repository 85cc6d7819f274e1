// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PaletteEntry.h"

#include "ui/models/FuzzyMatch.h"

#include <algorithm>
#include <utility>

namespace knockback::ui {

std::vector<PaletteEntry> matching(const std::vector<PaletteEntry>& entries, const QString& typed, std::size_t most) {
    std::vector<std::pair<int, const PaletteEntry*>> found;
    for (const auto& entry : entries) {
        const auto byText = fuzzyScore(typed, entry.text);
        const auto byAll = fuzzyScore(typed, QString(entry.kind + u' ' + entry.text));
        if (byText || byAll)
            found.emplace_back(std::max(byText.value_or(-1000), byAll.value_or(-1000)), &entry);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PaletteEntry> result;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i)
        result.push_back(*found[i].second);
    return result;
}

} // namespace knockback::ui
