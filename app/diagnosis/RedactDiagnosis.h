// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Redactor.h"

namespace knockback::diagnosis {

// Hides the secrets in what a diagnosis quotes: a server may echo them, and evidence says what was seen.
void hideSecrets(Diagnosis& diagnosis, const http::Redactor& redactor);

} // namespace knockback::diagnosis
