// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/JsonObjectReader.h"
#include "app/lab/Scenario.h"

namespace knockback::lab {

// The parts of a scenario file; each leaves what is wrong with the reader.
[[nodiscard]] AnswerSpec readAnswer(base::JsonObjectReader& json);
[[nodiscard]] Check readCheck(base::JsonObjectReader& json);
[[nodiscard]] Route readRoute(base::JsonObjectReader& json);
[[nodiscard]] TokenEndpoint readTokenEndpoint(base::JsonObjectReader& json);

} // namespace knockback::lab
