// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecureBytes.h"

#include <cstring>
#include <new>
#include <utility>

#include <sodium.h>

namespace knockback::vault {

namespace {
unsigned char* allocate(std::size_t size) {
    [[maybe_unused]] static const int ready = sodium_init(); // any thread, any number of times
    auto* data = static_cast<unsigned char*>(sodium_malloc(size));
    if (!data)
        throw std::bad_alloc();
    sodium_memzero(data, size);
    return data;
}
} // namespace

SecureBytes::SecureBytes(std::size_t size) : m_data(size ? allocate(size) : nullptr), m_size(size) {}

SecureBytes::SecureBytes(QByteArrayView copied) : SecureBytes(static_cast<std::size_t>(copied.size())) {
    if (m_size)
        std::memcpy(m_data, copied.data(), m_size);
}

SecureBytes::SecureBytes(SecureBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0)) {}

SecureBytes& SecureBytes::operator=(SecureBytes&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

SecureBytes::~SecureBytes() {
    sodium_free(m_data);
}

SecureBytes SecureBytes::clone() const {
    return SecureBytes(view());
}

QByteArrayView SecureBytes::view() const {
    return {reinterpret_cast<const char*>(m_data), static_cast<qsizetype>(m_size)};
}

bool operator==(const SecureBytes& a, const SecureBytes& b) {
    return a.m_size == b.m_size && (a.m_size == 0 || sodium_memcmp(a.m_data, b.m_data, a.m_size) == 0);
}

} // namespace knockback::vault
