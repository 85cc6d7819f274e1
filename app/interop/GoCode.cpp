// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeParts.h"

namespace knockback::interop {
namespace {

QByteArray variable(const QByteArray& name) {
    return "os.Getenv(\"" + name + "\")";
}

// Go's strings are bytes: what is no text is escaped byte by byte.
QByteArray literal(const QByteArray& value) {
    if (isText(value))
        return quotedString(value);
    QByteArray code = "\"";
    for (const char c : value)
        code += "\\x" + QByteArray(1, c).toHex();
    return code + '"';
}

QByteArray text(const QByteArray& value) {
    return isText(value) ? expression(value, literal, variable) : literal(value);
}

} // namespace

QByteArray goCode(const http::Request& request) {
    QByteArray main;
    const bool body = !request.body.isEmpty();
    main += "\trequest, err := http.NewRequest(" + quotedString(request.method) + ", " + text(request.url) + ", " +
            (body ? "strings.NewReader(" + text(request.body.bytes()) + ')' : QByteArray("nil")) + ")\n" +
            "\tif err != nil {\n\t\tpanic(err)\n\t}\n";
    for (const auto& field : ownFields(request)) {
        if (http::sameFieldName(field.name, "Host"))
            main += "\trequest.Host = " + text(field.value) + '\n';
        else
            main += "\trequest.Header.Add(" + quotedString(field.name) + ", " + text(field.value) + ")\n";
    }
    main +=
        "\tresponse, err := http.DefaultClient.Do(request)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n"
        "\tdefer response.Body.Close()\n\ttext, err := io.ReadAll(response.Body)\n\tif err != nil {\n\t\tpanic(err)\n"
        "\t}\n\tfmt.Println(response.StatusCode)\n\tfmt.Println(string(text))\n";
    // Go refuses imports that are not used.
    QByteArray imports = "\t\"fmt\"\n\t\"io\"\n\t\"net/http\"\n";
    if (main.contains("os.Getenv("))
        imports += "\t\"os\"\n";
    if (body)
        imports += "\t\"strings\"\n";
    return "package main\n\nimport (\n" + imports + ")\n\nfunc main() {\n" + main + "}\n";
}

} // namespace knockback::interop
