// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/JsonObjectReader.h"
#include "app/providers/Provider.h"

namespace knockback::providers {

// `found` when it passes `check` or is not there; else an error that says what it should have been ("an https
// address").
[[nodiscard]] QString fitting(base::JsonObjectReader& in, const char* name, const QString& found,
                              const std::function<bool(const QString&)>& check, const QString& wanted);

// One entry of a provider's "limits" and "waits", held to what its form needs.
[[nodiscard]] LimitDialect readLimit(base::JsonObjectReader& in);
[[nodiscard]] WaitDialect readWait(base::JsonObjectReader& in);

} // namespace knockback::providers
