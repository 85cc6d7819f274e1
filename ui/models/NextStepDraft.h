// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/workspace/RequestDraft.h"

#include <optional>

namespace knockback::ui {

// The request after a step that changes it: SetUserAgent names the program (to be filled in by who knows it), SlowDown
// paces calls by the announced quota. Nothing when the step does not change the request, or it is so already.
[[nodiscard]] std::optional<workspace::RequestDraft> draftAfter(diagnosis::NextAction step,
                                                                workspace::RequestDraft draft);

} // namespace knockback::ui
