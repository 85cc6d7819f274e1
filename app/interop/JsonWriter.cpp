// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/JsonWriter.h"

#include <QLocale>
#include <QUtf8StringView>

#include <cmath>

namespace knockback::interop {
namespace {

constexpr qsizetype bufferSize = 64 * 1024;
constexpr qint64 bodyPiece = 48 * 1024; // a multiple of 3, so that the pieces' base64 can stand end to end

QByteArray escaped(char c) {
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return "\\u00" + QByteArray(1, c).toHex();
    }
}

} // namespace

JsonWriter::JsonWriter(QIODevice& device) : m_device(device) {}

void JsonWriter::raw(QByteArrayView bytes) {
    m_buffer.append(bytes);
    if (m_buffer.size() >= bufferSize)
        flush();
}

bool JsonWriter::flush() {
    if (!m_failed && m_device.write(m_buffer) != m_buffer.size())
        m_failed = true;
    m_buffer.clear();
    return !m_failed;
}

void JsonWriter::separate() {
    if (m_needsComma)
        raw(",");
    m_needsComma = true;
}

void JsonWriter::beginObject() {
    separate();
    raw("{");
    m_needsComma = false;
}

void JsonWriter::endObject() {
    raw("}");
    m_needsComma = true;
}

void JsonWriter::beginArray() {
    separate();
    raw("[");
    m_needsComma = false;
}

void JsonWriter::endArray() {
    raw("]");
    m_needsComma = true;
}

void JsonWriter::key(QByteArrayView name) {
    string(name);
    raw(":");
    m_needsComma = false;
}

void JsonWriter::string(QByteArrayView text) {
    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        string(QString::fromLatin1(text).toUtf8());
        return;
    }
    separate();
    raw("\"");
    qsizetype plain = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        raw(text.sliced(plain, i - plain));
        raw(escaped(c));
        plain = i + 1;
    }
    raw(text.sliced(plain));
    raw("\"");
}

void JsonWriter::number(qint64 value) {
    separate();
    raw(QByteArray::number(value));
}

void JsonWriter::number(double value) {
    separate();
    raw(std::isfinite(value) ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest) : QByteArray("null"));
}

void JsonWriter::member(QByteArrayView name, QByteArrayView text) {
    key(name);
    string(text);
}

void JsonWriter::base64Member(QByteArrayView name, const http::Body& body) {
    key(name);
    separate();
    raw("\"");
    const qint64 size = body.size();
    for (qint64 at = 0; at < size; at += bodyPiece)
        raw(body.read(at, bodyPiece).toBase64());
    raw("\"");
}

} // namespace knockback::interop
