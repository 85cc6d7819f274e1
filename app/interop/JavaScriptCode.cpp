// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeParts.h"

namespace knockback::interop {
namespace {

QByteArray variable(const QByteArray& name) {
    return "process.env." + name;
}

QByteArray text(const QByteArray& value) {
    return expression(value, quotedString, variable);
}

// fetch() takes a header's characters for bytes, one each.
QByteArray headerValue(const QByteArray& value) {
    return expression(
        value,
        [](const QByteArray& literal) {
            QByteArray code;
            for (const char c : quotedString(literal))
                code += c < 0 ? "\\u00" + QByteArray(1, c).toHex() : QByteArray(1, c);
            return code;
        },
        variable);
}

QByteArray bodyCode(const QByteArray& body) {
    if (isText(body))
        return text(body);
    return "Uint8Array.from(atob(\"" + body.toBase64() + "\"), (c) => c.charCodeAt(0))";
}

} // namespace

QByteArray javaScriptCode(const http::Request& request) {
    const bool bodiless = request.method == "GET" || request.method == "HEAD";
    QByteArray code;
    if (bodiless && !request.body.isEmpty())
        code += "// fetch() refuses a body with " + request.method + ": it is left out.\n";
    code +=
        "const response = await fetch(" + text(request.url) + ", {\n  method: " + quotedString(request.method) + ",\n";
    if (const auto fields = ownFields(request); !fields.empty()) {
        code += "  headers: [\n";
        for (const auto& field : fields)
            code += "    [" + quotedString(field.name) + ", " + headerValue(field.value) + "],\n";
        code += "  ],\n";
    }
    if (!bodiless && !request.body.isEmpty())
        code += "  body: " + bodyCode(request.body.bytes()) + ",\n";
    return code + "});\nconsole.log(response.status);\nconsole.log(await response.text());\n";
}

} // namespace knockback::interop
