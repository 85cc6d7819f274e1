// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/FormFields.h"

namespace knockback::ui {

namespace {

QString decoded(QByteArrayView part) {
    QByteArray bytes = part.toByteArray();
    bytes.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(bytes));
}

} // namespace

std::vector<FormField> formFields(QByteArrayView text, std::size_t most) {
    std::vector<FormField> fields;
    while (!text.isEmpty() && fields.size() < most) {
        const auto end = text.indexOf('&');
        const auto piece = text.first(end < 0 ? text.size() : end);
        text = text.sliced(end < 0 ? text.size() : end + 1);
        if (piece.isEmpty())
            continue;
        const auto equals = piece.indexOf('=');
        const auto name = piece.first(equals < 0 ? piece.size() : equals);
        fields.push_back({decoded(name), equals < 0 ? QString() : decoded(piece.sliced(equals + 1))});
    }
    return fields;
}

} // namespace knockback::ui
