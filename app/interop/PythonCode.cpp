// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeParts.h"

namespace knockback::interop {
namespace {

QByteArray variable(const QByteArray& name) {
    return "os.environ[\"" + name + "\"]";
}

QByteArray text(const QByteArray& value) {
    return expression(value, quotedString, variable);
}

// requests takes text for Latin-1; what is beyond ASCII goes as bytes.
QByteArray headerValue(const QByteArray& value) {
    const bool ascii = std::all_of(value.begin(), value.end(), [](char c) { return c > 0; });
    if (ascii)
        return text(value);
    return isText(value) ? '(' + text(value) + ").encode()" : text(QByteArray()) + ".encode()";
}

QByteArray bytesLiteral(const QByteArray& bytes) {
    QByteArray code = "b\"";
    for (const char c : bytes) {
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
            code += c;
        else
            code += "\\x" + QByteArray(1, c).toHex();
    }
    return code + '"';
}

// A field that stands several times is one entry: Python's headers are a dictionary (RFC 9110 5.3).
std::vector<http::HeaderField> merged(const std::vector<http::HeaderField>& fields) {
    std::vector<http::HeaderField> single;
    for (const auto& field : fields) {
        const auto same = std::find_if(single.begin(), single.end(), [&](const http::HeaderField& one) {
            return http::sameFieldName(one.name, field.name);
        });
        if (same == single.end())
            single.push_back(field);
        else
            same->value += (http::sameFieldName(field.name, "Cookie") ? "; " : ", ") + field.value;
    }
    return single;
}

} // namespace

QByteArray pythonCode(const http::Request& request) {
    QByteArray call =
        "response = requests.request(\n    " + quotedString(request.method) + ",\n    " + text(request.url);
    if (const auto fields = merged(ownFields(request)); !fields.empty()) {
        call += ",\n    headers={\n";
        for (const auto& field : fields)
            call += "        " + quotedString(field.name) + ": " + headerValue(field.value) + ",\n";
        call += "    }";
    }
    if (!request.body.isEmpty()) {
        const QByteArray body = request.body.bytes();
        call += ",\n    data=" + (isText(body) ? '(' + text(body) + ").encode()" : bytesLiteral(body));
    }
    if (request.options.timeout)
        call += ",\n    timeout=" + QByteArray::number(static_cast<double>(request.options.timeout->count()) / 1000.0);
    if (!request.options.verifyTls)
        call += ",\n    verify=False";
    else if (!request.options.caFile.isEmpty())
        call += ",\n    verify=" + quotedString(request.options.caFile);
    call += ",\n)\n";
    const QByteArray os = call.contains("os.environ[") ? "import os\n\n" : "";
    return os + "import requests\n\n" + call + "print(response.status_code)\nprint(response.text)\n";
}

} // namespace knockback::interop
