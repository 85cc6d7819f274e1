// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstring>

namespace knockback::vault {

// Writes little-endian numbers and byte runs one after the other into memory that is large enough, or only counts them
// when there is none: run the same calls twice to get an exact size first.
class ByteWriter {
public:
    explicit ByteWriter(unsigned char* out) : m_out(out) {}

    void putByte(std::uint8_t value) { putNumber(value, 1); }
    void putU16(std::uint16_t value) { putNumber(value, 2); }
    void putU32(std::uint32_t value) { putNumber(value, 4); }
    void putU64(std::uint64_t value) { putNumber(value, 8); }
    void put(QByteArrayView bytes) {
        if (m_out && !bytes.isEmpty())
            std::memcpy(m_out + m_written, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_written += static_cast<std::size_t>(bytes.size());
    }

    [[nodiscard]] std::size_t written() const { return m_written; }

private:
    void putNumber(std::uint64_t value, std::size_t length) {
        for (std::size_t i = 0; i < length; ++i, ++m_written)
            if (m_out)
                m_out[m_written] = static_cast<unsigned char>(value >> (8 * i));
    }

    unsigned char* m_out;
    std::size_t m_written = 0;
};

} // namespace knockback::vault
