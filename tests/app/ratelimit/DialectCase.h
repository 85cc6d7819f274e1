// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/QuotaReader.h"

#include <ostream>

namespace knockback::ratelimit::examples {

// The answer of one dialect as its documentation shows it, and what must be read from it. Times are as of
// 2026-11-21T10:00:00Z, which is the Date of every answer.
struct DialectCase {
    const char* name;
    const char* provider; // the catalogue's file that describes it
    const char* url;
    int status;
    std::vector<std::pair<const char*, const char*>> headers;
    const char* body;
    // Each "bucket limit remaining unit window reset partition", "-" for what is not known; in the order of reading.
    std::vector<const char*> windows;
    std::optional<double> wait; // retryAfterSeconds
};

inline std::ostream& operator<<(std::ostream& out, const DialectCase& dialect) {
    return out << dialect.name;
}

[[nodiscard]] const std::vector<DialectCase>& documentedDialects();

} // namespace knockback::ratelimit::examples
