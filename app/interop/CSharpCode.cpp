// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CodeParts.h"

#include <array>

namespace knockback::interop {
namespace {

QByteArray variable(const QByteArray& name) {
    return "Environment.GetEnvironmentVariable(\"" + name + "\")";
}

QByteArray text(const QByteArray& value) {
    return expression(value, quotedString, variable);
}

// HttpClient keeps these with the content, and refuses them elsewhere.
bool belongsToContent(const QByteArray& name) {
    constexpr std::array names{"Allow",
                               "Content-Disposition",
                               "Content-Encoding",
                               "Content-Language",
                               "Content-Length",
                               "Content-Location",
                               "Content-MD5",
                               "Content-Range",
                               "Content-Type",
                               "Expires",
                               "Last-Modified"};
    return std::any_of(names.begin(), names.end(), [&](const char* one) { return http::sameFieldName(name, one); });
}

QByteArray bodyCode(const QByteArray& body) {
    if (body.isEmpty())
        return "Array.Empty<byte>()";
    if (isText(body))
        return "Encoding.UTF8.GetBytes(" + text(body) + ')';
    return "Convert.FromBase64String(\"" + body.toBase64() + "\")";
}

} // namespace

QByteArray cSharpCode(const http::Request& request) {
    const auto fields = ownFields(request);
    const bool content = !request.body.isEmpty() || std::any_of(fields.begin(), fields.end(), [](const auto& field) {
        return belongsToContent(field.name);
    });
    QByteArray code = "using System.Text;\n\nusing var client = new HttpClient();\n"
                      "using var request = new HttpRequestMessage(new HttpMethod(" +
                      quotedString(request.method) + "), " + text(request.url) + ");\n";
    if (content)
        code += "request.Content = new ByteArrayContent(" + bodyCode(request.body.bytes()) + ");\n";
    for (const auto& field : fields) {
        const QByteArray place = belongsToContent(field.name) ? "request.Content.Headers" : "request.Headers";
        code += place + ".TryAddWithoutValidation(" + quotedString(field.name) + ", " + text(field.value) + ");\n";
    }
    return code + "using var response = await client.SendAsync(request);\n"
                  "Console.WriteLine((int)response.StatusCode);\n"
                  "Console.WriteLine(await response.Content.ReadAsStringAsync());\n";
}

} // namespace knockback::interop
