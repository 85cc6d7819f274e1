// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace knockback::ui {

// How well `typed` fits `text` when its letters appear there in order, without case; nothing when they do not.
// Higher is better: whole words, word starts and runs of letters count more, long texts a little less. Empty fits all,
// 0.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView typed, QStringView text);

} // namespace knockback::ui
