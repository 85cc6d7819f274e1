// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Body.h"

#include "app/http/BodyStore.h"

#include <algorithm>

namespace knockback::http {

Body::Body() = default;

Body::Body(QByteArray bytes)
    : m_store(bytes.isEmpty() ? nullptr : std::make_shared<const BodyStore>(std::move(bytes))) {}

Body::Body(std::shared_ptr<const BodyStore> store) : m_store(std::move(store)) {}

qint64 Body::size() const {
    return m_store ? m_store->size() : 0;
}

bool Body::isSpilled() const {
    return m_store && m_store->isSpilled();
}

qint64 Body::readInto(qint64 offset, std::span<char> to) const {
    return m_store ? m_store->read(offset, to) : 0;
}

QByteArray Body::read(qint64 offset, qint64 length) const {
    const qint64 size = this->size();
    if (offset < 0 || offset >= size || length <= 0)
        return {};
    QByteArray bytes(std::min(length, size - offset), Qt::Uninitialized);
    bytes.truncate(readInto(offset, {bytes.data(), static_cast<std::size_t>(bytes.size())}));
    return bytes;
}

bool operator==(const Body& a, const Body& b) {
    const qint64 size = a.size();
    if (a.m_store == b.m_store)
        return true;
    if (size != b.size())
        return false;
    constexpr qint64 step = 256 * 1024;
    for (qint64 at = 0; at < size; at += step)
        if (a.read(at, step) != b.read(at, step))
            return false;
    return true;
}

BodyWriter::BodyWriter(qint64 memoryLimit) : m_store(std::make_shared<BodyStore>(memoryLimit)) {}

bool BodyWriter::append(QByteArrayView bytes) {
    return m_store->append(bytes);
}

Body BodyWriter::body() const {
    return Body(m_store);
}

} // namespace knockback::http
