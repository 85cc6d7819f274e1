// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/compare/ExchangeDiff.h"

namespace knockback::ui {

// Of each body only so much is compared line by line.
inline constexpr qint64 comparedBodyBytes = 2 * 1024 * 1024;

[[nodiscard]] BodyChange diffBodies(const http::Body& left, const http::Body& right);

} // namespace knockback::ui
