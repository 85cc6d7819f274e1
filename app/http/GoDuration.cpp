// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/GoDuration.h"

#include "app/http/PlainNumber.h"

#include <algorithm>

namespace knockback::http {

namespace {

struct Unit {
    QByteArrayView name;
    double seconds;
};
// Longer names first: "ms" is not "m".
constexpr Unit units[] = {{"ms", 1e-3}, {"us", 1e-6}, {"\xc2\xb5s", 1e-6}, {"ns", 1e-9}, {"h", 3600},
                          {"m", 60},    {"s", 1}};

} // namespace

std::optional<double> parseGoDuration(QByteArrayView text) {
    if (text.isEmpty())
        return std::nullopt;
    double seconds = 0;
    while (!text.isEmpty()) {
        const auto end =
            std::find_if(text.begin(), text.end(), [](char c) { return c != '.' && (c < '0' || c > '9'); });
        const auto number = parsePlainNumber(text.first(end - text.begin()));
        text = text.sliced(end - text.begin());
        const auto unit =
            std::find_if(std::begin(units), std::end(units), [&](const Unit& u) { return text.startsWith(u.name); });
        if (!number || unit == std::end(units))
            return std::nullopt;
        seconds += *number * unit->seconds;
        text = text.sliced(unit->name.size());
    }
    return seconds;
}

} // namespace knockback::http
