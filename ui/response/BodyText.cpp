// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyText.h"

#include "ui/models/JsonLayout.h"

#include <QString>
#include <QStringDecoder>

namespace knockback::ui {

namespace {

constexpr qint64 bytesPerLine = 16;

// The text as UTF-8; what is neither UTF-8 nor declared otherwise is read as Latin-1.
QByteArray asUtf8(const QByteArray& bytes, const QByteArray& contentType) {
    const auto at = contentType.toLower().indexOf("charset=");
    if (at >= 0) {
        QByteArray charset = contentType.mid(at + 8).split(';').front().trimmed();
        charset.replace('"', "");
        QStringDecoder declared(charset.constData());
        if (declared.isValid())
            return QString(declared(bytes)).toUtf8();
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes).toUtf8() : bytes;
}

bool looksBinary(const QByteArray& bytes) {
    return bytes.left(4096).contains('\0');
}

} // namespace

QByteArray hexDump(const http::Body& body, qint64 most) {
    const QByteArray bytes = body.prefix(most);
    QByteArray out;
    out.reserve(bytes.size() * 5);
    for (qint64 at = 0; at < bytes.size(); at += bytesPerLine) {
        const QByteArray line = bytes.mid(at, bytesPerLine);
        out += QByteArray::number(at, 16).rightJustified(8, '0') + "  ";
        out += line.toHex(' ').leftJustified(bytesPerLine * 3, ' ') + ' ';
        for (const char c : line)
            out += c >= 0x20 && c < 0x7f ? c : '.';
        out += '\n';
    }
    if (body.size() > most)
        out += "… " + QByteArray::number(body.size() - most) + " more bytes\n";
    return out;
}

BodyText prepareBody(const http::Body& body, const QByteArray& contentType, const QByteArray& contentEncoding,
                     bool pretty) {
    BodyText result;
    const QByteArray bytes = body.prefix(editorLimit);
    const bool coded = !contentEncoding.isEmpty() && contentEncoding.toLower() != "identity";
    if (coded || looksBinary(bytes)) {
        result.hex = true;
        result.utf8 = hexDump(body);
        return result;
    }
    result.language = languageOf(contentType);
    result.utf8 = asUtf8(bytes, contentType);
    const bool unlabelled = contentType.isEmpty() && (bytes.startsWith('{') || bytes.startsWith('['));
    if (unlabelled)
        result.language = CodeLanguage::Json;
    if (pretty && result.language == CodeLanguage::Json) {
        if (auto laidOut = layOutJson(result.utf8)) {
            result.laidOut = *laidOut != result.utf8;
            result.utf8 = std::move(*laidOut);
        }
    }
    return result;
}

} // namespace knockback::ui
