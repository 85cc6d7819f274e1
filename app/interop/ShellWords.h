// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace knockback::interop {

// A stretch of a redacted text: literal bytes, or the name of a hidden value.
struct RedactedPiece {
    QByteArrayView text;
    bool hidden = false;
};
[[nodiscard]] std::vector<RedactedPiece> redactedPieces(QByteArrayView text);

// One word for a POSIX shell, byte for byte: left bare when every byte is harmless, in single quotes otherwise.
// A word cannot hold a NUL byte; the caller sees to that.
[[nodiscard]] QByteArray quoteWord(QByteArrayView text);

// The same for a text with hidden values, which a Redactor wrote as ‹name›: each becomes an environment variable in
// double quotes, 'Authorization: Bearer '"$GITHUB_APP".
[[nodiscard]] QByteArray quoteWordWithVariables(QByteArrayView redacted);

// The same for Windows' cmd at its prompt, and the C runtime behind it: %GITHUB_APP%. A line end is "^" and an empty
// line.
[[nodiscard]] QByteArray quoteWordForCmd(QByteArrayView redacted);

// The variables that quoteWordWithVariables() used, in order, each once.
[[nodiscard]] std::vector<QByteArray> variablesIn(QByteArrayView redacted);

// "github-app" -> "GITHUB_APP": letters, digits and underscores, never starting with a digit, never empty.
[[nodiscard]] QByteArray variableName(QByteArrayView secretName);

} // namespace knockback::interop
