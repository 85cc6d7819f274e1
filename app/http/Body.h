// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <span>

namespace knockback::http {

class BodyStore;

// A handle to the bytes of a message body: in memory chunks, or in an unlinked temporary file when they are many.
// Cheap to copy, readable from any thread, also while a BodyWriter still appends. The bytes live as long as any handle.
class Body {
public:
    Body();
    Body(QByteArray bytes); // NOLINT(google-explicit-constructor): bytes are a body
    explicit Body(std::shared_ptr<const BodyStore> store);

    [[nodiscard]] qint64 size() const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    // Up to `length` bytes from `offset`; fewer at the end.
    [[nodiscard]] QByteArray read(qint64 offset, qint64 length) const;
    // The same into a buffer of the caller; returns how many bytes were copied.
    qint64 readInto(qint64 offset, std::span<char> to) const;
    // The first `most` bytes.
    [[nodiscard]] QByteArray prefix(qint64 most) const { return read(0, most); }
    // Everything; for bodies that are known to be small.
    [[nodiscard]] QByteArray bytes() const { return read(0, size()); }
    [[nodiscard]] bool isSpilled() const;

    // Same bytes.
    friend bool operator==(const Body& a, const Body& b);

private:
    std::shared_ptr<const BodyStore> m_store;
};

// Fills one body. Belongs to one thread.
class BodyWriter {
public:
    // Bytes beyond `memoryLimit` go to an unlinked file in the system's temporary folder.
    static constexpr qint64 defaultMemoryLimit = 16 * 1024 * 1024;
    explicit BodyWriter(qint64 memoryLimit = defaultMemoryLimit);

    // False when the disk refused (full); what was there before stays readable.
    [[nodiscard]] bool append(QByteArrayView bytes);
    [[nodiscard]] Body body() const;

private:
    std::shared_ptr<BodyStore> m_store;
};

} // namespace knockback::http
