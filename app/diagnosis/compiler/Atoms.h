// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <vector>

namespace knockback::diagnosis::compiler {

using Words = std::vector<std::string>;

// Sets of lower-case words: of each set at least one word stands in every text that the expression matches. Each is as
// small as it can be and prefers long words; at most two, none when the expression has no words that are worth looking
// for.
[[nodiscard]] std::vector<Words> atomsOf(const QByteArray& expression);

} // namespace knockback::diagnosis::compiler
