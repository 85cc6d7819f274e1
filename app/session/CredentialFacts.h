// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Attempt.h"
#include "app/vault/Credential.h"

namespace knockback::session {

// What is known here of the credential that an API has refused, as evidence beside what the answer says: whether its
// token should still be good, which scopes it has, whether renewing it can help. Nothing when the diagnosis blames
// something else.
[[nodiscard]] std::optional<diagnosis::Evidence> credentialFacts(const diagnosis::Diagnosis& diagnosis,
                                                                 const http::Attempt& attempt,
                                                                 const vault::Credential& credential,
                                                                 base::WallTime now);

} // namespace knockback::session
