// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/Figures.h"

#include <cstdio>

namespace knockback::bench {

void heading(const std::string& text) {
    std::printf("\n%s\n", text.c_str());
    std::fflush(stdout);
}

void figure(const std::string& what, double value, const char* unit, std::optional<Goal> goal) {
    std::printf("  %-62s %12.*f %-6s", what.c_str(), value < 10 ? 3 : 1, value, unit);
    if (goal) {
        const bool least = goal->kind == Goal::Kind::AtLeast;
        const bool met = least ? value >= goal->value : value <= goal->value;
        std::printf("  goal %s %g: %s", least ? ">=" : "<=", goal->value, met ? "met" : "missed");
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace knockback::bench
