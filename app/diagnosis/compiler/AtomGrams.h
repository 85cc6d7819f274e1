// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/AtomTable.h"

#include <set>
#include <string>
#include <vector>

namespace knockback::diagnosis::compiler {

// Makes an AtomTable of words that are long enough for its shape.
class AtomGrams {
public:
    AtomGrams(const std::set<std::string>& atoms, AtomShape shape);

    [[nodiscard]] const std::vector<std::uint8_t>& marks() const { return m_marks; }
    [[nodiscard]] const std::vector<std::uint16_t>& buckets() const { return m_buckets; }
    [[nodiscard]] const std::vector<AtomGram>& grams() const { return m_grams; }

private:
    std::vector<std::uint8_t> m_marks;
    std::vector<std::uint16_t> m_buckets;
    std::vector<AtomGram> m_grams;
};

} // namespace knockback::diagnosis::compiler
