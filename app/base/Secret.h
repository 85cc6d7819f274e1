// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::base {

// Bytes that must not be seen: wiped when dropped, never printed, compared in constant time. Copies are explicit
// (clone). There is no conversion to text on purpose: whoever needs the bytes calls reveal() and is found by searching
// for it.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }
    // The view is valid as long as this Secret; do not keep it.
    [[nodiscard]] QByteArrayView reveal() const { return m_bytes; }
    [[nodiscard]] Secret clone() const;
    void wipe();

    friend bool operator==(const Secret& a, const Secret& b);

private:
    QByteArray m_bytes;
};

// Overwrites a buffer that held a secret, in a way the compiler keeps. Detached copies are the caller's business.
void wipe(QByteArray& bytes);

} // namespace knockback::base
