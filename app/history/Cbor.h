// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QCborMap>
#include <QCborValue>
#include <QString>

#include <optional>

namespace knockback::history {

// Writes the members of one CBOR map; what is empty is left out.
class CborWriter {
public:
    void bytes(const char* name, const QByteArray& value);
    void text(const char* name, const QString& value);
    void integer(const char* name, qint64 value); // 0 is left out
    void number(const char* name, std::optional<double> value);
    void flag(const char* name, std::optional<bool> value);
    void micros(const char* name, std::optional<base::Microseconds> value);
    void value(const char* name, const QCborValue& value);
    [[nodiscard]] const QCborMap& map() const { return m_map; }

private:
    QCborMap m_map;
};

// Reads them back; what is missing or of another kind is empty.
class CborReader {
public:
    explicit CborReader(const QCborValue& value) : m_map(value.toMap()) {}
    [[nodiscard]] QByteArray bytes(const char* name) const;
    [[nodiscard]] QString text(const char* name) const;
    [[nodiscard]] qint64 integer(const char* name) const;
    [[nodiscard]] std::optional<double> number(const char* name) const;
    [[nodiscard]] std::optional<bool> flag(const char* name) const;
    [[nodiscard]] std::optional<base::Microseconds> micros(const char* name) const;
    [[nodiscard]] QCborValue value(const char* name) const;

private:
    QCborMap m_map;
};

} // namespace knockback::history
