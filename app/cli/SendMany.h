// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <string>

namespace CLI {
class App;
}

namespace knockback::cli {

struct Invocation;

// `send` of one request more than once.
struct ManyTimes {
    int times = 0;
    std::string rows; // a data file, a row each
    int concurrency = 10;
    [[nodiscard]] bool wanted() const { return times > 0 || !rows.empty(); }
};

// --times, --rows, --concurrency. `many` outlives the parsing.
void addManyTimes(CLI::App& command, ManyTimes& many);

struct ManyOutput {
    bool json = false;
    std::string har;
};
// Prints a line as each row ends, and one with the totals; returns the exit code. Waits for quota as long as it takes.
[[nodiscard]] int sendManyTimes(Invocation& invocation, const workspace::RequestDraft& draft, const ManyTimes& many,
                                const ManyOutput& output);

} // namespace knockback::cli
