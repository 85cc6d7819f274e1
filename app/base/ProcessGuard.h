// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::base {

// To be called at the first line of main(): from here on the process leaves no core dump and no TLS keys
// (SSLKEYLOGFILE), and other processes of the same user can neither read its memory nor trace it. Not with
// KNOCKBACK_ALLOW_CORE=1, for those who debug it.
void refuseInspection();

} // namespace knockback::base
