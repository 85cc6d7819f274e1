// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/AtomScan.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

constexpr std::array<char, 256> lowerCase = [] {
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<char>(lowered(static_cast<char>(i)));
    return table;
}();

class Scan {
public:
    Scan(QByteArrayView text, const AtomTable& table, std::string_view words)
        : m_text(text.data(), static_cast<std::size_t>(text.size()))
        , m_table(table)
        , m_words(words)
        , m_seen(table.atoms.size()) {}

    template <std::size_t Size, std::size_t Step>
    std::vector<bool> run() {
        const char* const text = m_text.data();
        const std::uint8_t* const marks = m_table.marks.data();
        const std::size_t size = m_text.size();
        for (std::size_t at = 0; at + Size <= size; at += Step) {
            const auto gram = gramAt<Size>(text + at);
            const auto hash = gramHash(gram);
            if (marks[hash] != 0 && (marks[hash] & gramMark(gram)) != 0)
                look(gram, hash, at);
        }
        return std::move(m_seen);
    }

private:
    void look(std::uint32_t gram, std::uint32_t hash, std::size_t at) {
        const auto bucket = gramBucket(hash);
        for (std::size_t i = m_table.buckets[bucket]; i < m_table.buckets[bucket + 1]; ++i) {
            const auto& entry = m_table.grams[i];
            if (entry.gram == gram && entry.offset <= at && stands(m_table.atoms[entry.atom], at - entry.offset))
                m_seen[entry.atom] = true;
        }
    }

    [[nodiscard]] bool stands(Piece atom, std::size_t at) const {
        if (at + atom.size > m_text.size())
            return false;
        const auto word = m_words.substr(atom.start, atom.size);
        return std::equal(word.begin(), word.end(), m_text.data() + at,
                          [](char a, char b) { return a == lowerCase[static_cast<unsigned char>(b)]; });
    }

    std::string_view m_text;
    const AtomTable& m_table;
    std::string_view m_words;
    std::vector<bool> m_seen;
};

} // namespace

std::vector<bool> atomsIn(QByteArrayView text, const AtomTable& table, std::string_view words) {
    Scan scan(text, table, words);
    switch (table.shape.step) {
    case 4:
        return scan.run<4, 4>();
    case 3:
        return scan.run<3, 3>();
    default:
        return scan.run<3, 1>();
    }
}

} // namespace knockback::diagnosis
