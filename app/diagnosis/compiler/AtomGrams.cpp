// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/compiler/AtomGrams.h"

#include <algorithm>
#include <string_view>

namespace knockback::diagnosis::compiler {

namespace {

// How much of ordinary answers is this byte: English, markup and JSON, most frequent first. What is not listed is rare.
std::size_t frequency(char c) {
    constexpr std::string_view frequent = " etaoinsrlhdc\"/<>pumf=.gybw,-:1_02v\n34k5;'6789{}&x#";
    const auto at = frequent.find(c);
    return at == std::string_view::npos ? 0 : frequent.size() - at;
}

// Where in the atom the grams stand that occur least in other texts.
std::size_t bestPlace(const std::string& atom, AtomShape shape) {
    std::size_t best = 0;
    std::size_t least = std::string::npos;
    for (std::size_t at = 0; at + shape.shortest() <= atom.size(); ++at) {
        std::size_t sum = 0;
        for (const char c : atom.substr(at, shape.shortest()))
            sum += frequency(c);
        if (sum < least) {
            least = sum;
            best = at;
        }
    }
    return best;
}

} // namespace

AtomGrams::AtomGrams(const std::set<std::string>& atoms, AtomShape shape)
    : m_marks(std::size_t(1) << gramHashBits)
    , m_buckets((std::size_t(1) << gramBucketBits) + 1) {
    std::uint16_t number = 0;
    for (const auto& atom : atoms) {
        const std::size_t first = bestPlace(atom, shape);
        for (std::size_t at = first; at < first + shape.step; ++at) {
            const char* text = atom.data() + at;
            const auto gram = shape.gramSize == 3 ? gramAt<3>(text) : gramAt<4>(text);
            m_grams.push_back({gram, number, static_cast<std::uint16_t>(at)});
        }
        ++number;
    }
    const auto bucketOf = [](const AtomGram& entry) { return gramBucket(gramHash(entry.gram)); };
    std::stable_sort(m_grams.begin(), m_grams.end(),
                     [&](const AtomGram& a, const AtomGram& b) { return bucketOf(a) < bucketOf(b); });
    for (const auto& entry : m_grams) {
        m_marks[gramHash(entry.gram)] |= gramMark(entry.gram);
        ++m_buckets[bucketOf(entry) + 1];
    }
    for (std::size_t i = 1; i < m_buckets.size(); ++i)
        m_buckets[i] = static_cast<std::uint16_t>(m_buckets[i] + m_buckets[i - 1]);
}

} // namespace knockback::diagnosis::compiler
