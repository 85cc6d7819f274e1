// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Secret.h"

#include <string.h>

namespace knockback::base {

// A private deep copy: the caller's array may be shared, and wiping must not wait for its other owners.
Secret::Secret(QByteArray bytes) : m_bytes(bytes.constData(), bytes.size()) {
    // Ours alone, because the caller moved it in: nobody else would wipe it.
    if (bytes.isDetached())
        base::wipe(bytes);
}

Secret::Secret(Secret&& other) noexcept : m_bytes(std::move(other.m_bytes)) {
    other.m_bytes.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        other.m_bytes.clear();
    }
    return *this;
}

Secret::~Secret() {
    wipe();
}

Secret Secret::clone() const {
    return Secret(m_bytes);
}

void Secret::wipe() {
    base::wipe(m_bytes);
}

bool operator==(const Secret& a, const Secret& b) {
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a.m_bytes.at(i) ^ b.m_bytes.at(i));
    return difference == 0;
}

void wipe(QByteArray& bytes) {
    if (!bytes.isEmpty())
        explicit_bzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

} // namespace knockback::base
