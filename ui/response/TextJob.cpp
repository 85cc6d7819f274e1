// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TextJob.h"

#include "ui/models/MarkupPrinter.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace knockback::ui {

namespace {

constexpr qint64 block = 64 * 1024;
constexpr qint64 firstPiece = 64 * 1024;
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

QString tr(const char* text) {
    return QCoreApplication::translate("TextJob", text);
}

// `whole`: otherwise a character may be cut at the end.
bool isUtf8(QByteArrayView bytes, bool whole) {
    QStringDecoder decoder(QStringDecoder::Utf8,
                           whole ? QStringDecoder::Flag::Stateless : QStringDecoder::Flag::Default);
    const QString text = decoder(bytes);
    return !decoder.hasError() && !text.isNull();
}

// What the body is decoded from; empty when it is UTF-8 already.
QByteArray charsetToDecode(const http::Body& body, const QByteArray& contentType) {
    const QByteArray first = body.prefix(firstPiece);
    if (first.startsWith("\xff\xfe") || first.startsWith("\xfe\xff"))
        return "utf-16";
    const QByteArray declared = charsetOf(contentType);
    if (declared == "utf-8" || declared == "utf8" || declared == "us-ascii")
        return {};
    if (!declared.isEmpty() && QStringDecoder(declared.constData()).isValid())
        return declared;
    const bool whole = body.size() <= firstPiece;
    return first.isEmpty() || isUtf8(first, whole) ? QByteArray() : QByteArray("iso-8859-1");
}

bool hasLayout(BodyKind kind) {
    return kind == BodyKind::Json || kind == BodyKind::JsonLines || kind == BodyKind::Xml || kind == BodyKind::Html ||
           kind == BodyKind::Svg;
}

} // namespace

TextJob::TextJob(http::Body body, BodyKind kind, const QByteArray& contentType, bool pretty)
    : m_body(std::move(body))
    , m_kind(kind)
    , m_charset(charsetToDecode(m_body, contentType))
    , m_decodes(!m_charset.isEmpty())
    , m_layOut(pretty && hasLayout(kind))
    , m_printer([this](QByteArrayView bytes) { append(bytes); }) {}

TextJob::~TextJob() = default;

http::Body TextJob::text() const {
    return isTrivial() ? m_body : m_writer.body();
}

void TextJob::append(QByteArrayView bytes) {
    m_full = m_full || !m_writer.append(bytes);
}

void TextJob::printJson(const http::Body& body, qint64 upTo, const StopFlag& stop) {
    if (m_printed == 0 && body.prefix(3) == byteOrderMark)
        m_printed = byteOrderMark.size();
    while (m_printed < upTo && !m_full && !stop.raised()) {
        const QByteArray bytes = body.read(m_printed, std::min(block, upTo - m_printed));
        m_printer.feed(bytes);
        m_printed += bytes.size();
        if (bytes.isEmpty())
            break;
    }
    m_printer.flush();
}

void TextJob::begin() {
    const bool json = m_kind == BodyKind::Json || m_kind == BodyKind::JsonLines;
    if (m_layOut && json && !m_decodes)
        printJson(m_body, std::min(firstPiece, m_body.size()), {});
}

http::Body TextJob::decoded(const StopFlag& stop) const {
    if (!m_decodes)
        return m_body;
    http::BodyWriter out;
    QStringDecoder decoder(m_charset.constData());
    bool good = true;
    for (qint64 at = 0; good && at < m_body.size() && !stop.raised(); at += block)
        good = out.append(QString(decoder(m_body.read(at, block))).toUtf8());
    return out.body();
}

void TextJob::finish(const StopFlag& stop) {
    const http::Body body = decoded(stop);
    if (!m_layOut) {
        for (qint64 at = 0; at < body.size() && !m_full && !stop.raised(); at += block)
            append(body.read(at, block));
    } else if (m_kind == BodyKind::Json || m_kind == BodyKind::JsonLines) {
        printJson(body, body.size(), stop);
        if (!m_printer.finish())
            m_note = tr("not valid JSON; only white space was changed");
    } else {
        layOutMarkup(
            body, m_kind == BodyKind::Html ? MarkupDialect::Html : MarkupDialect::Xml,
            [this](QByteArrayView bytes) { append(bytes); }, stop);
    }
    if (m_decodes)
        m_note = tr("read as %1").arg(QString::fromLatin1(m_charset).toUpper());
    if (m_full)
        m_note = tr("the disk is full: the text is cut");
}

} // namespace knockback::ui
