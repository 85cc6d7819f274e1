// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::ui {

// What the rail at the left switches between.
enum class PageId { Requests, History, Vault, Lab, Reports };

} // namespace knockback::ui
