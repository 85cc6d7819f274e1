// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/minimize/Comparison.h"

#include <vector>

namespace knockback::minimize {

// How likely each difference is to decide the outcome, from what the diagnosis saw in the request and from what filters
// look for. Only the order of the probes depends on it, never the result.
[[nodiscard]] std::vector<double> likelihood(const std::vector<Difference>& differences,
                                             const diagnosis::Diagnosis& evidence);

// Whether the diagnosis says that something is missing, so that adding it is tried first.
[[nodiscard]] bool somethingIsMissing(const diagnosis::Diagnosis& evidence);

} // namespace knockback::minimize
