// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace knockback::timeline {

// A list that grows in blocks of up to 64 KB, so that no append ever copies more than one of them (one vector of a
// million records that doubles costs a frame). For plain values; a reference is good until the next append.
template <typename T>
class BlockList {
public:
    // The greatest power of two whose elements are not over 64 KB. (moc of Qt 6.4 cannot read <bit>.)
    static constexpr std::size_t perBlock = [] {
        std::size_t count = 1;
        while (count * 2 * sizeof(T) <= 65536)
            count *= 2;
        return count;
    }();

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    T& operator[](std::size_t i) { return m_blocks[i / perBlock][i % perBlock]; }
    const T& operator[](std::size_t i) const { return m_blocks[i / perBlock][i % perBlock]; }
    [[nodiscard]] const T& back() const { return m_blocks.back().back(); }

    void push_back(const T& value) {
        if (m_size % perBlock == 0) {
            m_blocks.emplace_back();
            // Only the first block grows step by step: most lists are short.
            if (m_size > 0)
                m_blocks.back().reserve(perBlock);
        }
        m_blocks.back().push_back(value);
        ++m_size;
    }

private:
    std::vector<std::vector<T>> m_blocks;
    std::size_t m_size = 0;
};

} // namespace knockback::timeline
