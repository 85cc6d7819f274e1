// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace knockback::vault {

// Reads little-endian numbers and byte runs in order. Reading past the end gives zeros and turns ok() off for good.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes) : m_left(bytes) {}

    std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }

    // A view into what was handed in; empty when there is less left.
    QByteArrayView take(qsizetype length) {
        if (!m_ok || length > m_left.size()) {
            m_ok = false;
            return {};
        }
        const auto taken = m_left.first(length);
        m_left = m_left.sliced(length);
        return taken;
    }
    QByteArrayView rest() { return take(m_left.size()); }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_left.isEmpty(); }

private:
    std::uint64_t number(qsizetype length) {
        std::uint64_t value = 0;
        int shift = 0;
        for (const char c : take(length)) {
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << shift;
            shift += 8;
        }
        return value;
    }

    QByteArrayView m_left;
    bool m_ok = true;
};

} // namespace knockback::vault
