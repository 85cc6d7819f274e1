// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/compiler/Atoms.h"

#include "app/diagnosis/PatternOptions.h"
#include "app/diagnosis/RuleTables.h"

#include <re2/filtered_re2.h>

#include <algorithm>

namespace knockback::diagnosis::compiler {

std::optional<std::vector<std::string>> atomsOf(const QByteArray& expression) {
    re2::FilteredRE2 filter(static_cast<int>(atomPrefix));
    int id = 0;
    if (filter.Add(piece(expression), patternOptions(), &id) != re2::RE2::NoError)
        return std::nullopt;
    std::vector<std::string> atoms;
    filter.Compile(&atoms);
    // RE2 knows which combinations of atoms a match needs. That none of them is not enough is all that is used here.
    std::vector<int> possible;
    filter.AllPotentials({}, &possible);
    const bool short_ = std::any_of(atoms.begin(), atoms.end(), [](const auto& a) { return a.size() < atomPrefix; });
    if (!possible.empty() || atoms.empty() || short_)
        return std::nullopt;
    for (auto& atom : atoms)
        std::transform(atom.begin(), atom.end(), atom.begin(), [](char c) { return static_cast<char>(lowered(c)); });
    return atoms;
}

} // namespace knockback::diagnosis::compiler
