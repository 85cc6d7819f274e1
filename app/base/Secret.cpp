// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Secret.h"

#include "app/base/SecretMemory.h"

#include <cstring>
#include <utility>

#include <sodium.h>

namespace knockback::base {

Secret::Secret(QByteArray bytes) : Secret(copyOf(bytes)) {
    // Ours alone, because the caller moved it in: nobody else would wipe it.
    if (bytes.isDetached())
        base::wipe(bytes);
}

Secret Secret::copyOf(QByteArrayView bytes) {
    Secret copy = zeros(bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(copy.m_data, bytes.data(), static_cast<std::size_t>(bytes.size()));
    return copy;
}

Secret Secret::zeros(qsizetype size) {
    Secret fresh;
    if (size > 0) {
        fresh.m_data = takeSecretMemory(static_cast<std::size_t>(size));
        fresh.m_size = size;
    }
    return fresh;
}

Secret::Secret(Secret&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret() {
    wipe();
}

QByteArrayView Secret::reveal() const {
    return {reinterpret_cast<const char*>(m_data), m_size};
}

Secret Secret::clone() const {
    return copyOf(reveal());
}

void Secret::wipe() {
    giveSecretMemory(std::exchange(m_data, nullptr));
    m_size = 0;
}

bool operator==(const Secret& a, const Secret& b) {
    return a.m_size == b.m_size &&
           (a.m_size == 0 || sodium_memcmp(a.m_data, b.m_data, static_cast<std::size_t>(a.m_size)) == 0);
}

void wipe(QByteArray& bytes) {
    if (!bytes.isEmpty())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

} // namespace knockback::base
