// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::ui {

// Lets a scanner walk over a body as if all of it lay in memory; only one window of it does. Belongs to one thread.
class ByteReader {
public:
    static constexpr qint64 windowSize = 64 * 1024;

    explicit ByteReader(http::Body body) : m_body(std::move(body)), m_window(windowSize, Qt::Uninitialized) {}

    [[nodiscard]] qint64 size() const { return m_body.size(); }
    // The bytes from `offset` as far as the window reaches: at least one, or none at the end of the body.
    [[nodiscard]] QByteArrayView from(qint64 offset) {
        if (offset < m_begin || offset >= m_end)
            load(offset);
        return QByteArrayView(m_window).first(m_end - m_begin).sliced(offset - m_begin);
    }
    // The byte at `offset`; -1 at the end.
    [[nodiscard]] int at(qint64 offset) {
        const auto view = from(offset);
        return view.isEmpty() ? -1 : static_cast<unsigned char>(view.front());
    }
    [[nodiscard]] QByteArray bytes(qint64 begin, qint64 end) const { return m_body.read(begin, end - begin); }

private:
    void load(qint64 offset) {
        const auto got = m_body.readInto(offset, {m_window.data(), static_cast<std::size_t>(windowSize)});
        m_begin = offset;
        m_end = offset + got;
    }

    http::Body m_body;
    QByteArray m_window;
    qint64 m_begin = 0;
    qint64 m_end = 0;
};

} // namespace knockback::ui
