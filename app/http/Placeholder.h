// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

// What stands in place of a secret: ‹name› for one of the vault, ‹hidden 1f9c› for a value without a name, where the
// digits are the first of its SHA-256, so that equal values look equal. Fits into headers, URLs, JSON strings and
// forms.
namespace knockback::http {

[[nodiscard]] QByteArray placeholderFor(const QByteArray& name);
[[nodiscard]] QByteArray hiddenPlaceholder(QByteArrayView value);

// The first placeholder in a text.
[[nodiscard]] std::optional<QByteArray> placeholderIn(QByteArrayView text);
// Where the placeholder that starts at `at` ends, or `at` when there is none.
[[nodiscard]] qsizetype placeholderEnd(QByteArrayView text, qsizetype at);

} // namespace knockback::http
