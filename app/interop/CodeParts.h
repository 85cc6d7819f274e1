// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"

#include <QByteArray>

#include <functional>
#include <vector>

// What the writers of programs share.
namespace knockback::interop {

// A stretch of a redacted text: literal bytes, or the environment variable of a hidden value.
struct CodePiece {
    QByteArray text;
    bool variable = false;
};
// ‹name› becomes the variable NAME, as ShellWords.h names it. Never empty.
[[nodiscard]] std::vector<CodePiece> codePieces(const QByteArray& text);

// `literal` and `variable` make an expression of one piece; several are joined with `plus`.
[[nodiscard]] QByteArray expression(const QByteArray& text, const std::function<QByteArray(const QByteArray&)>& literal,
                                    const std::function<QByteArray(const QByteArray&)>& variable,
                                    const QByteArray& plus = " + ");

// Without those that every client writes itself, exactly as they were: Host and Content-Length.
[[nodiscard]] std::vector<http::HeaderField> ownFields(const http::Request& request);

// Valid UTF-8 without NUL: can stand in a string.
[[nodiscard]] bool isText(const QByteArray& bytes);

// A string literal in double quotes whose escapes are those of C: \" \\ \n \r \t, everything else below 0x20 and 0x7f
// as \u00xx; other bytes as they are. Right for JavaScript, Go, C#, Python.
[[nodiscard]] QByteArray quotedString(const QByteArray& text);

[[nodiscard]] QByteArray curlCode(const http::Request& request);
[[nodiscard]] QByteArray curlWindowsCode(const http::Request& request);
[[nodiscard]] QByteArray pythonCode(const http::Request& request);
[[nodiscard]] QByteArray javaScriptCode(const http::Request& request);
[[nodiscard]] QByteArray goCode(const http::Request& request);
[[nodiscard]] QByteArray cSharpCode(const http::Request& request);

} // namespace knockback::interop
