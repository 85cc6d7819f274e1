// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "app/http/Request.h"

#include <QByteArray>

#include <span>

// "Copy as code": programs that send a request, for the languages that people ask for. Each sends the same method, URL,
// header fields and body bytes; what a language's client adds by itself is taken away where it can be.
namespace knockback::interop {

enum class CodeLanguage { Curl, CurlWindows, Python, JavaScript, Go, CSharp };

struct CodeChoice {
    CodeLanguage language;
    const char* title; // "Python · requests"
};
[[nodiscard]] std::span<const CodeChoice> codeChoices();

// The program, with a line break at its end. With a Request the secrets stand in it; that of an attempt has environment
// variables in their place.
[[nodiscard]] QByteArray writeCode(CodeLanguage language, const http::Request& request);
[[nodiscard]] QByteArray writeCode(CodeLanguage language, const http::RedactedAttempt& attempt);

} // namespace knockback::interop
