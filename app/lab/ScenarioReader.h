// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/JsonObjectReader.h"
#include "app/lab/Scenario.h"

namespace knockback::lab {

// The parts of a scenario file; each leaves what is wrong with the reader.
[[nodiscard]] AnswerSpec readAnswer(JsonObjectReader& json);
[[nodiscard]] Check readCheck(JsonObjectReader& json);
[[nodiscard]] Route readRoute(JsonObjectReader& json);
[[nodiscard]] TokenEndpoint readTokenEndpoint(JsonObjectReader& json);

} // namespace knockback::lab
