// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Cbor.h"

namespace knockback::history {

void CborWriter::value(const char* name, const QCborValue& value) {
    m_map.insert(QLatin1String(name), value);
}

void CborWriter::bytes(const char* name, const QByteArray& bytes) {
    if (!bytes.isEmpty())
        value(name, bytes);
}

void CborWriter::text(const char* name, const QString& text) {
    if (!text.isEmpty())
        value(name, text);
}

void CborWriter::integer(const char* name, qint64 integer) {
    if (integer != 0)
        value(name, integer);
}

void CborWriter::number(const char* name, std::optional<double> number) {
    if (number)
        value(name, *number);
}

void CborWriter::flag(const char* name, std::optional<bool> flag) {
    if (flag)
        value(name, *flag);
}

void CborWriter::micros(const char* name, std::optional<base::Microseconds> micros) {
    if (micros)
        value(name, static_cast<qint64>(micros->count()));
}

QCborValue CborReader::value(const char* name) const {
    return m_map.value(QLatin1String(name));
}

QByteArray CborReader::bytes(const char* name) const {
    return value(name).toByteArray();
}

QString CborReader::text(const char* name) const {
    return value(name).toString();
}

qint64 CborReader::integer(const char* name) const {
    return value(name).toInteger();
}

std::optional<double> CborReader::number(const char* name) const {
    const QCborValue found = value(name);
    return found.isDouble() || found.isInteger() ? std::optional(found.toDouble()) : std::nullopt;
}

std::optional<bool> CborReader::flag(const char* name) const {
    const QCborValue found = value(name);
    return found.isBool() ? std::optional(found.toBool()) : std::nullopt;
}

std::optional<base::Microseconds> CborReader::micros(const char* name) const {
    const QCborValue found = value(name);
    return found.isInteger() ? std::optional(base::Microseconds(found.toInteger())) : std::nullopt;
}

} // namespace knockback::history
