// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

namespace knockback::interop {

// What a terminal, an editor or a shell added to a text, taken away again: a byte order mark, UTF-16 (PowerShell's
// `>`), colours, and curl's progress meter, which shares its line with what follows it.
[[nodiscard]] QByteArray plainText(const QByteArray& pasted);

// The text without what stands in front of every line (a log's time and level, "app_1 | ", an indent), or as it is when
// there is nothing of that kind. The prefix is what stands before the first line that `isAnchor` knows; the lines that
// begin with text of the same shape, digits for digits, lose it.
[[nodiscard]] QByteArray withoutLinePrefix(const QByteArray& text, const std::function<bool(QByteArrayView)>& isAnchor);

} // namespace knockback::interop
