// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/StructuredFields.h"

namespace knockback::http {

const SfBare* SfParameters::find(QByteArrayView key) const {
    for (const SfParameter& entry : m_entries)
        if (entry.key == key)
            return &entry.value;
    return nullptr;
}

std::optional<double> SfParameters::number(QByteArrayView key) const {
    const SfBare* value = find(key);
    return value ? sfNumber(*value) : std::nullopt;
}

std::optional<QByteArray> SfParameters::text(QByteArrayView key) const {
    const SfBare* value = find(key);
    return value ? sfText(*value) : std::nullopt;
}

void SfParameters::set(QByteArray key, SfBare value) {
    for (SfParameter& entry : m_entries) {
        if (entry.key == key) {
            entry.value = std::move(value);
            return;
        }
    }
    m_entries.push_back({std::move(key), std::move(value)});
}

QString SfError::sentence() const {
    return QStringLiteral("%1 (at byte %2)").arg(reason).arg(position);
}

std::optional<double> sfNumber(const SfBare& value) {
    if (const auto* integer = std::get_if<qint64>(&value))
        return static_cast<double>(*integer);
    if (const auto* decimal = std::get_if<double>(&value))
        return *decimal;
    return std::nullopt;
}

std::optional<QByteArray> sfText(const SfBare& value) {
    if (const auto* string = std::get_if<SfString>(&value))
        return string->text;
    if (const auto* token = std::get_if<SfToken>(&value))
        return token->text;
    return std::nullopt;
}

} // namespace knockback::http
