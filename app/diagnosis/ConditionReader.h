// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/JsonObjectReader.h"
#include "app/diagnosis/Rule.h"

namespace knockback::diagnosis {

// A rule's "when" or "unless".
[[nodiscard]] Condition readCondition(base::JsonObjectReader& in);

// The expression of a member, or one that stands there; nothing, and an error, when it cannot be used.
[[nodiscard]] std::optional<Pattern> readPattern(base::JsonObjectReader& in, const char* name);
[[nodiscard]] std::optional<Pattern> readPattern(base::JsonObjectReader& in, const char* name,
                                                 const QByteArray& expression);

} // namespace knockback::diagnosis
