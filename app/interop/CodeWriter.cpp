// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeWriter.h"

#include "app/interop/CodeParts.h"
#include "app/interop/CurlCommandWriter.h"

#include <array>

namespace knockback::interop {

std::span<const CodeChoice> codeChoices() {
    static constexpr std::array choices{
        CodeChoice{CodeLanguage::Curl, "curl (Linux, macOS)"},
        CodeChoice{CodeLanguage::CurlWindows, "curl (Windows)"},
        CodeChoice{CodeLanguage::Python, "Python · requests"},
        CodeChoice{CodeLanguage::JavaScript, "JavaScript · fetch"},
        CodeChoice{CodeLanguage::Go, "Go · net/http"},
        CodeChoice{CodeLanguage::CSharp, "C# · HttpClient"},
    };
    return choices;
}

QByteArray writeCode(CodeLanguage language, const http::Request& request) {
    switch (language) {
    case CodeLanguage::Curl:
        return curlCode(request);
    case CodeLanguage::CurlWindows:
        return curlWindowsCode(request);
    case CodeLanguage::Python:
        return pythonCode(request);
    case CodeLanguage::JavaScript:
        return javaScriptCode(request);
    case CodeLanguage::Go:
        return goCode(request);
    case CodeLanguage::CSharp:
        return cSharpCode(request);
    }
    return {};
}

QByteArray writeCode(CodeLanguage language, const http::RedactedAttempt& attempt) {
    if (language == CodeLanguage::Curl)
        return curlCommand(attempt); // it knows the connection as well
    return writeCode(language, attempt.attempt().request);
}

} // namespace knockback::interop
