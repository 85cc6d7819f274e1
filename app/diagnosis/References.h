// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/Rules.h"
#include "app/diagnosis/Subject.h"
#include "app/diagnosis/Verdict.h"
#include "app/providers/Catalogue.h"

#include <vector>

namespace knockback::diagnosis {

// What to quote to a support desk, best first, each value once: as the deciding rules name it, then the one who
// decided, the provider of the host, who stands in the way, and last the request-ID fields that many use.
[[nodiscard]] std::vector<ReferenceId> referencesOf(const Subject& subject, const Rules& rules, const Verdict& verdict,
                                                    const QByteArray& vendor, const providers::Provider* provider);

} // namespace knockback::diagnosis
