// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "ui/compare/CompareRow.h"

namespace knockback::ui {

// "GET api.example/items · 429 · 22 Nov 09:41:12"
[[nodiscard]] QString titleOf(const journal::AttemptRecord& record);

// As a text file shows differences: "-" the left one's lines, "+" the right one's.
[[nodiscard]] QString compareText(const QString& leftTitle, const QString& rightTitle, const Comparison& comparison);

} // namespace knockback::ui
