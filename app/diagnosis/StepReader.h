// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/JsonObjectReader.h"
#include "app/diagnosis/Diagnosis.h"

#include <vector>

namespace knockback::diagnosis {

// A list of next steps: {"do": "wait", "text": "…"}, or a text alone when there is nothing to press.
[[nodiscard]] std::vector<NextStep> readSteps(base::JsonObjectReader& from, const char* name);

// "wait", "set_user_agent" … and back.
[[nodiscard]] std::optional<NextAction> actionFromName(QByteArrayView name);

} // namespace knockback::diagnosis
