// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace knockback::diagnosis::compiler {

// Lower-case words of which at least one stands in every text that the expression matches; nothing when there are no
// such words, or none long enough to be worth looking for.
[[nodiscard]] std::optional<std::vector<std::string>> atomsOf(const QByteArray& expression);

} // namespace knockback::diagnosis::compiler
