// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <atomic>
#include <memory>
#include <span>

namespace knockback::http {

// The bytes behind a Body. One thread appends, any thread reads what was published by then, without a lock: bytes never
// move (chunks double in size, and a file takes what is over the memory limit), and only then does the size grow.
class BodyStore {
public:
    // A finished body that shares the array's bytes.
    explicit BodyStore(QByteArray whole);
    // An empty one to be appended to.
    explicit BodyStore(qint64 memoryLimit);
    ~BodyStore();
    BodyStore(const BodyStore&) = delete;
    BodyStore& operator=(const BodyStore&) = delete;

    // False when the file cannot be made or written; nothing is added then.
    [[nodiscard]] bool append(QByteArrayView bytes);

    [[nodiscard]] qint64 size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] bool isSpilled() const { return m_file.load(std::memory_order_acquire) >= 0; }
    // Copies up to to.size() bytes from `offset` and says how many.
    qint64 read(qint64 offset, std::span<char> to) const;

private:
    static constexpr qint64 firstChunk = 4096;
    struct Place {
        std::size_t chunk;
        qint64 inside;
        qint64 left; // in that chunk
    };
    [[nodiscard]] static Place placeOf(qint64 offset);

    void appendToMemory(qint64 offset, QByteArrayView bytes);
    [[nodiscard]] bool appendToFile(qint64 offset, QByteArrayView bytes);
    void readMemory(qint64 offset, std::span<char> to) const;
    [[nodiscard]] qint64 readFile(qint64 offset, std::span<char> to) const;

    const QByteArray m_whole;
    const qint64 m_memoryLimit;
    // Chunk k holds firstChunk << k bytes; 40 of them are more than any address space.
    std::array<std::unique_ptr<char[]>, 40> m_chunks;
    std::atomic<int> m_file{-1};
    std::atomic<qint64> m_size{0};
};

} // namespace knockback::http
