// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"

#include <QString>

namespace knockback::ui {

// What signing by this record's template would do to a sample request: the text that is signed and the headers that
// come of it. Signed with a key that everybody knows, for the real one is not looked at. An error is said instead.
[[nodiscard]] QString hmacPreview(const vault::Credential& credential, base::WallTime now);

} // namespace knockback::ui
