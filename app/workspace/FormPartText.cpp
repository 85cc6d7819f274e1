// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/FormPartText.h"

#include "app/workspace/BodyInclude.h"
#include "app/workspace/FormText.h"
#include "app/workspace/MediaType.h"

namespace knockback::workspace {
namespace {

// Browsers write quotes and line ends of a name like this (WHATWG HTML 4.10.22.8); others use a backslash.
QByteArray quoted(QByteArray name) {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22");
    return '"' + name + '"';
}

QByteArray unquoted(QByteArray name) {
    return name.replace("%0D", "\r").replace("%0A", "\n").replace("%22", "\"");
}

void readHeader(FormPart& part, const QByteArray& line) {
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(colon).trimmed();
    const QByteArray value = line.mid(colon + 1).trimmed();
    if (colon > 0 && http::sameFieldName(name, "Content-Disposition") && mediaType(value) == "form-data") {
        part.name = unquoted(mediaParameter(value, "name"));
        part.filename = unquoted(mediaParameter(value, "filename"));
    } else if (colon > 0 && http::sameFieldName(name, "Content-Type")) {
        part.contentType = value;
    } else {
        part.otherHeaders.push_back(line);
    }
}

QByteArray fileNameOf(const QByteArray& path) {
    return path.mid(std::max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

} // namespace

FormPart parseFormPart(const QByteArray& content) {
    QByteArray text = content;
    text.replace("\r\n", "\n");
    if (text.endsWith('\n'))
        text.chop(1); // belongs to the delimiter
    FormPart part;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype newline = text.indexOf('\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline;
        const QByteArray line = text.mid(start, end - start);
        start = end + 1;
        if (line.trimmed().isEmpty())
            break;
        readHeader(part, line);
    }
    part.text = text.mid(start);
    const auto include = part.text.contains('\n') ? std::nullopt : parseInclude(part.text);
    if (include) {
        part.file = include->variables ? part.text.mid(1).trimmed() : include->path;
        part.text.clear();
    }
    return part;
}

QByteArray formPartText(const FormPart& part, const QByteArray& lineEnd) {
    QByteArray text = "Content-Disposition: form-data; name=" + quoted(part.name);
    const QByteArray filename = part.filename.isEmpty() && !part.file.isEmpty() ? fileNameOf(part.file) : part.filename;
    if (!filename.isEmpty())
        text += "; filename=" + quoted(filename);
    text += lineEnd;
    if (!part.contentType.isEmpty())
        text += "Content-Type: " + part.contentType + lineEnd;
    for (const QByteArray& header : part.otherHeaders)
        text += header + lineEnd;
    QByteArray body = part.text;
    body.replace("\r\n", "\n").replace("\n", lineEnd);
    if (!part.file.isEmpty())
        body = (part.file.startsWith('@') ? "<" : "< ") + part.file;
    return text + lineEnd + body + lineEnd;
}

FormPart parseFormPartLine(const QByteArray& line) {
    FormPart part;
    for (const FormPiece& piece : splitForm(line).pieces) {
        const auto [key, value] = piece.decoded();
        if (key == "name")
            part.name = value;
        else if (key == "filename")
            part.filename = value;
        else if (key == "type")
            part.contentType = value;
        else if (key == "file")
            part.file = value;
        else if (key == "text")
            part.text = value;
        else if (key == "header")
            part.otherHeaders.push_back(value);
    }
    part.enabled = false;
    return part;
}

QByteArray formPartLine(const FormPart& part) {
    QByteArray line = encodeFormRow("name", part.name);
    const auto add = [&](const QByteArray& key, const QByteArray& value) {
        if (!value.isEmpty())
            line += '&' + encodeFormRow(key, value);
    };
    add("filename", part.filename);
    add("type", part.contentType);
    for (const QByteArray& header : part.otherHeaders)
        add("header", header);
    add("file", part.file);
    add("text", part.file.isEmpty() ? part.text : QByteArray());
    return line;
}

} // namespace knockback::workspace
