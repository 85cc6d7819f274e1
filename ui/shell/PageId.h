// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::ui {

// What the rail at the left switches between, from the top; Settings stands at its foot, Environments is reached from
// the top bar.
enum class PageId { Requests, History, Vault, Lab, Reports, Cookies, Limits, Settings, Environments };

} // namespace knockback::ui
