// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace knockback::ratelimit {

// A number of a limit field, with the window length that may stand behind it: "100;w=60".
struct Count {
    double value = 0;
    std::optional<double> windowSeconds;
    QByteArray text; // as written: what an unnamed policy is called by
    bool operator==(const Count&) const = default;
};

// One or more counts with commas between them, as drafts 00 to 06 and the X- family write them ("10, 10;w=1, 50;w=60",
// "299.0"). Nothing when any of them is not a number, or is below 0, or has a window of no
// length: half a list is worse than none.
[[nodiscard]] std::optional<std::vector<Count>> parseCounts(QByteArrayView text);

} // namespace knockback::ratelimit
