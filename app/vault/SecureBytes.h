// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <span>

namespace knockback::vault {

// A fixed number of bytes between guard pages, locked into memory where the system allows it and wiped when dropped:
// keys, and the vault's opened contents. Starts as zeros. Move only.
class SecureBytes {
public:
    static constexpr std::size_t keySize = 32;

    SecureBytes() = default;
    explicit SecureBytes(std::size_t size);
    explicit SecureBytes(QByteArrayView copied);
    SecureBytes(SecureBytes&& other) noexcept;
    SecureBytes& operator=(SecureBytes&& other) noexcept;
    SecureBytes(const SecureBytes&) = delete;
    SecureBytes& operator=(const SecureBytes&) = delete;
    ~SecureBytes();

    [[nodiscard]] SecureBytes clone() const;
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] unsigned char* data() { return m_data; }
    [[nodiscard]] const unsigned char* data() const { return m_data; }
    [[nodiscard]] std::span<unsigned char> span() { return {m_data, m_size}; }
    // Valid as long as this object; do not keep it.
    [[nodiscard]] QByteArrayView view() const;

    // In constant time for equal sizes.
    friend bool operator==(const SecureBytes& a, const SecureBytes& b);

private:
    unsigned char* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace knockback::vault
