// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"

namespace knockback::workspace {

// A part from what stands between two delimiters, and back. Line ends inside a text are "\n" in the part.
[[nodiscard]] FormPart parseFormPart(const QByteArray& content);
[[nodiscard]] QByteArray formPartText(const FormPart& part, const QByteArray& lineEnd);

// A part that is switched off, as one line: name=…&filename=…&type=…&file=…&text=…&header=….
[[nodiscard]] FormPart parseFormPartLine(const QByteArray& line);
[[nodiscard]] QByteArray formPartLine(const FormPart& part);

} // namespace knockback::workspace
