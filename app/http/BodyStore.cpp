// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/BodyStore.h"

#include "app/http/SlowClose.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace knockback::http {

namespace {

// A file without a name: it is gone when the last descriptor closes, also after a crash.
int openUnlinkedFile() {
    const QByteArray folder = QFile::encodeName(QDir::tempPath());
    if (folder.isEmpty())
        return -1; // TMPDIR names no folder
    const int unnamed = ::open(folder.constData(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (unnamed >= 0)
        return unnamed;
    // Not every file system has O_TMPFILE.
    QByteArray path = folder + "/knockback-body-XXXXXX";
    const int named = ::mkostemp(path.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(path.constData());
    return named;
}

} // namespace

BodyStore::BodyStore(QByteArray whole) : m_whole(std::move(whole)), m_memoryLimit(0), m_size(m_whole.size()) {}

BodyStore::BodyStore(qint64 memoryLimit) : m_memoryLimit(std::max<qint64>(memoryLimit, 0)) {}

BodyStore::~BodyStore() {
    if (const int file = m_file.load(std::memory_order_relaxed); file >= 0)
        closeElsewhere(file);
}

BodyStore::Place BodyStore::placeOf(qint64 offset) {
    // Chunk k begins at firstChunk * (2^k - 1).
    const auto units = static_cast<std::uint64_t>(offset / firstChunk) + 1;
    const auto chunk = static_cast<std::size_t>(std::bit_width(units) - 1);
    const qint64 begin = firstChunk * ((qint64(1) << chunk) - 1);
    return {chunk, offset - begin, (firstChunk << chunk) - (offset - begin)};
}

bool BodyStore::append(QByteArrayView bytes) {
    Q_ASSERT(m_whole.isEmpty());
    const qint64 size = m_size.load(std::memory_order_relaxed);
    const qint64 toMemory = std::clamp<qint64>(m_memoryLimit - size, 0, bytes.size());
    // The file first: it is the one that can refuse.
    if (toMemory < bytes.size() && !appendToFile(size + toMemory - m_memoryLimit, bytes.sliced(toMemory)))
        return false;
    appendToMemory(size, bytes.first(toMemory));
    m_size.store(size + bytes.size(), std::memory_order_release);
    return true;
}

void BodyStore::appendToMemory(qint64 offset, QByteArrayView bytes) {
    while (!bytes.isEmpty()) {
        const auto [chunk, inside, left] = placeOf(offset);
        if (!m_chunks[chunk])
            m_chunks[chunk].reset(new char[static_cast<std::size_t>(firstChunk << chunk)]);
        const qint64 n = std::min<qint64>(left, bytes.size());
        std::memcpy(m_chunks[chunk].get() + inside, bytes.data(), static_cast<std::size_t>(n));
        bytes = bytes.sliced(n);
        offset += n;
    }
}

bool BodyStore::appendToFile(qint64 offset, QByteArrayView bytes) {
    int file = m_file.load(std::memory_order_relaxed);
    if (file < 0) {
        file = openUnlinkedFile();
        if (file < 0)
            return false;
        m_file.store(file, std::memory_order_release);
    }
    while (!bytes.isEmpty()) {
        const auto n = ::pwrite(file, bytes.data(), static_cast<std::size_t>(bytes.size()), offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = bytes.sliced(n);
        offset += n;
    }
    return true;
}

qint64 BodyStore::read(qint64 offset, std::span<char> to) const {
    const qint64 size = this->size();
    if (offset < 0 || offset >= size || to.empty())
        return 0;
    const qint64 wanted = std::min(size - offset, static_cast<qint64>(to.size()));
    to = to.first(static_cast<std::size_t>(wanted));
    if (!m_whole.isEmpty()) {
        std::memcpy(to.data(), m_whole.constData() + offset, to.size());
        return wanted;
    }
    const qint64 fromMemory = std::clamp<qint64>(m_memoryLimit - offset, 0, wanted);
    readMemory(offset, to.first(static_cast<std::size_t>(fromMemory)));
    const auto rest = to.subspan(static_cast<std::size_t>(fromMemory));
    return fromMemory + readFile(offset + fromMemory - m_memoryLimit, rest);
}

void BodyStore::readMemory(qint64 offset, std::span<char> to) const {
    while (!to.empty()) {
        const auto [chunk, inside, left] = placeOf(offset);
        const auto n = std::min(static_cast<std::size_t>(left), to.size());
        std::memcpy(to.data(), m_chunks[chunk].get() + inside, n);
        to = to.subspan(n);
        offset += static_cast<qint64>(n);
    }
}

qint64 BodyStore::readFile(qint64 offset, std::span<char> to) const {
    const int file = m_file.load(std::memory_order_acquire);
    qint64 done = 0;
    while (!to.empty()) {
        const auto n = ::pread(file, to.data(), to.size(), offset + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += n;
        to = to.subspan(static_cast<std::size_t>(n));
    }
    return done;
}

} // namespace knockback::http
