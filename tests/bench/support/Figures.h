// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace knockback::bench {

// A figure's goal: at least or at most so much.
struct Goal {
    enum class Kind { AtLeast, AtMost } kind;
    double value;
};
[[nodiscard]] constexpr Goal atLeast(double value) {
    return {Goal::Kind::AtLeast, value};
}
[[nodiscard]] constexpr Goal atMost(double value) {
    return {Goal::Kind::AtMost, value};
}

// One line of the table that all benchmarks print: what, how much, and whether the goal is met. No goal is a failure:
// a shared machine decides nothing.
void heading(const std::string& text);
void figure(const std::string& what, double value, const char* unit, std::optional<Goal> goal = {});

} // namespace knockback::bench
