// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QString>

namespace knockback::ui {

// What is written on the button that does a step: "Rehearse in the lab". Empty for advice.
[[nodiscard]] QString buttonText(diagnosis::NextAction action);

// The scenario of the lab (resources/scenarios) that blocks for this cause; empty when none does.
[[nodiscard]] QByteArray scenarioFor(diagnosis::Cause cause);

} // namespace knockback::ui
