// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/MediaType.h"

#include <array>
#include <utility>

namespace knockback::workspace {
namespace {

// The parameters' places: [name start, name end, value start, value end) in the text, quotes within the value.
struct Parameter {
    qsizetype name, nameEnd, value, valueEnd;
};

qsizetype endOfQuoted(const QByteArray& text, qsizetype at) {
    for (++at; at < text.size(); ++at) {
        if (text.at(at) == '\\')
            ++at;
        else if (text.at(at) == '"')
            return at + 1;
    }
    return text.size();
}

std::optional<Parameter> findParameter(const QByteArray& text, QByteArrayView wanted) {
    qsizetype at = text.indexOf(';');
    while (at >= 0 && at < text.size()) {
        qsizetype name = at + 1;
        while (name < text.size() && (text.at(name) == ' ' || text.at(name) == '\t'))
            ++name;
        const qsizetype equals = text.indexOf('=', name);
        if (equals < 0)
            return std::nullopt;
        qsizetype end = equals + 1;
        if (end < text.size() && text.at(end) == '"')
            end = endOfQuoted(text, end);
        const qsizetype next = text.indexOf(';', end);
        const Parameter parameter{name, equals, equals + 1, next < 0 ? text.size() : next};
        if (http::sameFieldName(QByteArrayView(text).sliced(name, equals - name).trimmed(), wanted))
            return parameter;
        at = next;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> contentTypeRow(const RequestDraft& draft) {
    for (std::size_t i = 0; i < draft.headers.size(); ++i) {
        if (draft.headers[i].enabled && http::sameFieldName(draft.headers[i].name.trimmed(), "Content-Type"))
            return i;
    }
    return std::nullopt;
}

std::optional<QByteArray> contentTypeValue(const RequestDraft& draft) {
    const auto row = contentTypeRow(draft);
    return row ? std::optional(draft.headers[*row].value.trimmed()) : std::nullopt;
}

void setContentType(RequestDraft& draft, const QByteArray& value) {
    const auto row = contentTypeRow(draft);
    if (value.isEmpty() && row)
        draft.headers.erase(draft.headers.begin() + static_cast<std::ptrdiff_t>(*row));
    else if (row)
        draft.headers[*row].value = value;
    else if (!value.isEmpty())
        draft.headers.push_back({"Content-Type", value});
}

QByteArray mediaType(const QByteArray& contentType) {
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.left(end)).trimmed().toLower();
}

QByteArray mediaParameter(const QByteArray& contentType, QByteArrayView name) {
    const auto found = findParameter(contentType, name);
    if (!found)
        return {};
    const QByteArray value = contentType.mid(found->value, found->valueEnd - found->value).trimmed();
    if (!value.startsWith('"'))
        return value;
    QByteArray text;
    for (qsizetype i = 1; i < value.size() && value.at(i) != '"'; ++i) {
        if (value.at(i) == '\\' && i + 1 < value.size())
            ++i;
        text += value.at(i);
    }
    return text;
}

QByteArray withMediaParameter(const QByteArray& contentType, const QByteArray& name, const QByteArray& value) {
    if (const auto found = findParameter(contentType, name))
        return contentType.left(found->value) + value + contentType.mid(found->valueEnd);
    return contentType + "; " + name + '=' + value;
}

bool isJsonType(const QByteArray& type) {
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

bool isXmlType(const QByteArray& type) {
    return type == "application/xml" || type == "text/xml" || type.endsWith("+xml");
}

QByteArray mediaTypeOfFile(const QByteArray& path) {
    static constexpr std::array<std::pair<const char*, const char*>, 15> known{{
        {".json", "application/json"},
        {".xml", "application/xml"},
        {".txt", "text/plain"},
        {".csv", "text/csv"},
        {".html", "text/html"},
        {".yaml", "application/yaml"},
        {".yml", "application/yaml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".svg", "image/svg+xml"},
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".gz", "application/gzip"},
    }};
    const QByteArray lower = path.toLower();
    for (const auto& [end, type] : known) {
        if (lower.endsWith(end))
            return type;
    }
    return "application/octet-stream";
}

} // namespace knockback::workspace
