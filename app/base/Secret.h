// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace knockback::base {

// Bytes that must not be seen: in memory of their own (SecretMemory.h), wiped when dropped, never printed, compared in
// constant time. Copies are explicit (clone). There is no conversion to text on purpose: whoever needs the bytes calls
// reveal() and is found by searching for it.
class Secret {
public:
    Secret() = default;
    // Wipes `bytes` if nobody else shares them.
    explicit Secret(QByteArray bytes);
    [[nodiscard]] static Secret copyOf(QByteArrayView bytes);
    // To be filled in: a key, a buffer for what is opened.
    [[nodiscard]] static Secret zeros(qsizetype size);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    // The view is valid as long as this Secret; do not keep it.
    [[nodiscard]] QByteArrayView reveal() const;
    [[nodiscard]] unsigned char* data() { return m_data; }
    [[nodiscard]] const unsigned char* data() const { return m_data; }
    [[nodiscard]] std::span<unsigned char> span() { return {m_data, static_cast<std::size_t>(m_size)}; }
    [[nodiscard]] Secret clone() const;
    void wipe();

    // In constant time for equal sizes.
    friend bool operator==(const Secret& a, const Secret& b);

private:
    unsigned char* m_data = nullptr;
    qsizetype m_size = 0;
};

// Overwrites a buffer that held a secret, in a way the compiler keeps. Detached copies are the caller's business.
void wipe(QByteArray& bytes);

} // namespace knockback::base
