// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/BodyKind.h"

#include <QCoreApplication>

#include <array>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("BodyKind", text);
}

// By the bytes alone. `doubtful`: only what cannot be mistaken, for a text whose type was declared.
BodyKind sniffed(QByteArrayView bytes, bool declaredText) {
    static constexpr std::array<QByteArrayView, 4> images{"\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF"};
    for (const auto& magic : images) {
        if (!declaredText && bytes.startsWith(magic))
            return BodyKind::Image;
    }
    if (bytes.contains('\0'))
        return BodyKind::Binary;
    const QByteArray text = bytes.first(std::min<qsizetype>(bytes.size(), 256)).toByteArray().trimmed().toLower();
    if (text.startsWith('{') || text.startsWith('['))
        return BodyKind::Json;
    if (declaredText)
        return BodyKind::Text;
    if (text.startsWith("<!doctype html") || text.startsWith("<html"))
        return BodyKind::Html;
    if (text.startsWith("<svg"))
        return BodyKind::Svg;
    return text.startsWith("<?xml") ? BodyKind::Xml : BodyKind::Text;
}

bool isSpokenText(const QByteArray& type) {
    static constexpr std::array<QByteArrayView, 6> texts{"application/javascript", "application/x-javascript",
                                                         "application/yaml",       "application/x-yaml",
                                                         "application/toml",       "application/sql"};
    return type.startsWith("text/") || type.startsWith("message/") ||
           std::find(texts.begin(), texts.end(), QByteArrayView(type)) != texts.end();
}

} // namespace

QByteArray mediaTypeOf(const QByteArray& contentType) {
    return contentType.split(';').front().trimmed().toLower();
}

QByteArray charsetOf(const QByteArray& contentType) {
    const auto at = contentType.toLower().indexOf("charset=");
    if (at < 0)
        return {};
    QByteArray charset = contentType.mid(at + 8).split(';').front().trimmed().toLower();
    charset.replace('"', "");
    return charset;
}

BodyKind kindOfBody(const QByteArray& contentType, QByteArrayView firstBytes) {
    const QByteArray type = mediaTypeOf(contentType);
    if (type == "text/event-stream")
        return BodyKind::EventStream;
    if (type == "application/x-ndjson" || type == "application/ndjson" || type == "application/jsonl" ||
        type == "application/json-seq" || type == "application/x-jsonlines")
        return BodyKind::JsonLines;
    if (type.endsWith("/json") || type.endsWith("+json"))
        return BodyKind::Json;
    if (type == "text/html" || type == "application/xhtml+xml")
        return BodyKind::Html;
    if (type == "image/svg+xml")
        return BodyKind::Svg;
    if (type.endsWith("/xml") || type.endsWith("+xml"))
        return BodyKind::Xml;
    if (type == "application/x-www-form-urlencoded")
        return BodyKind::Form;
    if (type.startsWith("image/"))
        return BodyKind::Image;
    if (type.isEmpty() || type == "application/octet-stream" || type == "binary/octet-stream")
        return sniffed(firstBytes, false);
    if (isSpokenText(type))
        return sniffed(firstBytes, true);
    return firstBytes.contains('\0') ? BodyKind::Binary : sniffed(firstBytes, true);
}

BodyMode defaultMode(BodyKind kind) {
    switch (kind) {
    case BodyKind::Image:
    case BodyKind::Svg:
        return BodyMode::Preview;
    case BodyKind::Binary:
        return BodyMode::Hex;
    case BodyKind::Text:
        return BodyMode::Raw;
    default:
        return BodyMode::Pretty;
    }
}

QString problemWith(BodyMode mode, BodyKind kind) {
    switch (mode) {
    case BodyMode::Pretty:
        return kind == BodyKind::Text || kind == BodyKind::Image || kind == BodyKind::Binary
                   ? tr("Nothing is known of how this type is laid out.")
                   : QString();
    case BodyMode::Tree:
        return kind == BodyKind::Json || kind == BodyKind::JsonLines ? QString() : tr("Only JSON has a tree.");
    case BodyMode::Preview:
        return kind == BodyKind::Image || kind == BodyKind::Svg || kind == BodyKind::Html
                   ? QString()
                   : tr("Images, SVG and HTML have a preview.");
    case BodyMode::Raw:
    case BodyMode::Hex:
        break;
    }
    return {};
}

} // namespace knockback::ui
