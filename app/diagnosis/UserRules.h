// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/RuleReader.h"
#include "app/diagnosis/Rules.h"

#include <QString>

#include <memory>
#include <vector>

namespace knockback::diagnosis {

// The program's rules with the user's own on top, and what could not be read.
struct UserRules {
    std::unique_ptr<const Rules> rules; // never null; for a Diagnoser
    std::vector<RuleError> problems;    // one sentence a file that is left out
};

// Reads every *.json of `folder` (<workspace>/.knockback/rules), each like one of resources/rules, by name. A rule,
// vendor or wording of an id that the program knows replaces it; the others are added. A file that cannot be used is
// left out as a whole; a folder that is not there has none. Reads the disk: not on the window's thread.
[[nodiscard]] UserRules readUserRules(const QString& folder);

// The same from data: `own` on top of `under`.
[[nodiscard]] std::unique_ptr<const Rules> layRules(RuleData own, std::unique_ptr<const Rules> under);

} // namespace knockback::diagnosis
