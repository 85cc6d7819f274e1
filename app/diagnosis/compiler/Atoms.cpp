// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/compiler/Atoms.h"

#include "app/diagnosis/PatternOptions.h"
#include "app/diagnosis/RuleTables.h"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <numeric>

namespace knockback::diagnosis::compiler {

namespace {

constexpr std::size_t mostSets = 2;

// One expression and the words that RE2 finds in it.
class Expression {
public:
    explicit Expression(const QByteArray& text) : m_filter(static_cast<int>(shortestAtom)) {
        int id = 0;
        if (m_filter.Add(piece(text), patternOptions(), &id) != re2::RE2::NoError)
            return;
        m_filter.Compile(&m_atoms);
        m_shortestFirst.resize(m_atoms.size());
        std::iota(m_shortestFirst.begin(), m_shortestFirst.end(), 0);
        std::stable_sort(m_shortestFirst.begin(), m_shortestFirst.end(),
                         [this](int a, int b) { return atom(a).size() < atom(b).size(); });
    }

    // Whether no text matches that has these words only.
    [[nodiscard]] bool needsMore(const std::vector<int>& present) const {
        if (m_atoms.empty())
            return false;
        std::vector<int> possible;
        m_filter.AllPotentials(present, &possible);
        return possible.empty();
    }

    // Words one of which a text needs beside those that are `present`: as few and as long as they can be.
    [[nodiscard]] std::vector<int> setBeside(std::vector<int> present) const {
        std::vector<int> set;
        const auto known = present;
        for (const int i : m_shortestFirst) {
            if (std::find(known.begin(), known.end(), i) != known.end())
                continue;
            present.push_back(i);
            if (!needsMore(present)) {
                present.pop_back();
                set.push_back(i);
            }
        }
        return set;
    }

    [[nodiscard]] const std::string& atom(int i) const { return m_atoms[static_cast<std::size_t>(i)]; }

private:
    re2::FilteredRE2 m_filter;
    std::vector<std::string> m_atoms;
    std::vector<int> m_shortestFirst;
};

} // namespace

std::vector<Words> atomsOf(const QByteArray& expression) {
    const Expression known(expression);
    std::vector<Words> sets;
    std::vector<int> taken;
    while (sets.size() < mostSets && known.needsMore(taken)) {
        const auto set = known.setBeside(taken);
        Words words;
        for (const int i : set) {
            std::string word = known.atom(i);
            std::transform(word.begin(), word.end(), word.begin(),
                           [](char c) { return static_cast<char>(lowered(c)); });
            words.push_back(std::move(word));
        }
        sets.push_back(std::move(words));
        taken.insert(taken.end(), set.begin(), set.end());
    }
    return sets;
}

} // namespace knockback::diagnosis::compiler
