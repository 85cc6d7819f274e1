// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace knockback::workspace {

// The words of a settings line. One that is empty or holds spaces, quotes or line ends stands in double quotes, with
// \" \\ \n \r inside. A {{variable}} is never cut.
[[nodiscard]] std::vector<QByteArray> splitWords(const QByteArray& text);
[[nodiscard]] QByteArray joinWords(const std::vector<QByteArray>& words);

} // namespace knockback::workspace
