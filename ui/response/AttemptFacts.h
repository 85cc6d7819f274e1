// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "ui/response/PairTable.h"

#include <QByteArray>

#include <vector>

namespace knockback::ui {

// What the tabs of a response show of an attempt.
[[nodiscard]] std::vector<Pair> headerPairs(const http::Attempt& attempt);
[[nodiscard]] std::vector<Pair> connectionPairs(const http::Attempt& attempt);
// Each Set-Cookie field taken apart.
[[nodiscard]] std::vector<Pair> cookiePairs(const http::Attempt& attempt);

// The request head as it went out and every head that came back, byte for byte; bodies are in the Body tab.
[[nodiscard]] QByteArray rawHeads(const http::Attempt& attempt);

} // namespace knockback::ui
