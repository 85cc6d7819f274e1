// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/PlainNumber.h"

#include <QByteArray>

#include <algorithm>

namespace knockback::http {

std::optional<double> parsePlainNumber(QByteArrayView text) {
    constexpr double largest = 1e15;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool startsWithDigit = !text.isEmpty() && isDigit(text.front());
    const bool plain = std::all_of(text.begin(), text.end(), [&](char c) { return isDigit(c) || c == '.'; });
    if (!startsWithDigit || !plain || std::count(text.begin(), text.end(), '.') > 1)
        return std::nullopt;
    if (std::find(text.begin(), text.end(), '.') - text.begin() > 300)
        return largest; // beyond what a double holds
    return std::min(text.toByteArray().toDouble(), largest);
}

} // namespace knockback::http
