// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>

namespace knockback::interop {

// Writes JSON to a device as it comes, so that no document is ever whole in memory. The caller keeps the nesting right.
class JsonWriter {
public:
    explicit JsonWriter(QIODevice& device);

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(QByteArrayView name);
    // UTF-8; bytes that are not are taken for Latin-1, so that the document stays valid.
    void string(QByteArrayView text);
    void number(qint64 value);
    void number(double value);

    void member(QByteArrayView name, QByteArrayView text);
    // A body as base64 text, a piece at a time.
    void base64Member(QByteArrayView name, const http::Body& body);

    // Hands everything to the device; false when it refused anything since the beginning.
    bool flush();

private:
    void separate();
    void raw(QByteArrayView bytes);

    QIODevice& m_device;
    QByteArray m_buffer;
    bool m_needsComma = false;
    bool m_failed = false;
};

} // namespace knockback::interop
