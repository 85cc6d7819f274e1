// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ByteReader.h"

namespace knockback::ui {

enum class MarkupDialect { Xml, Html };

// A piece of XML or HTML as it is written.
struct MarkupToken {
    enum class Kind { End, Text, Blank, Open, Close, Empty, Other };
    Kind kind = Kind::End; // Blank: white space only; Empty: <br/>; Other: comment, doctype, instruction
    qint64 begin = 0;
    qint64 end = 0;
    QByteArray name;        // of a tag; lower case in HTML
    bool preserves = false; // an XML tag that says xml:space="preserve"
};

// Cuts markup into tokens, one after the other, of a body of any size. Never fails: what is no tag is text.
class MarkupTokens {
public:
    MarkupTokens(http::Body body, MarkupDialect dialect) : m_text(std::move(body)), m_dialect(dialect) {}
    [[nodiscard]] MarkupToken next();

private:
    [[nodiscard]] MarkupToken text();
    [[nodiscard]] MarkupToken tag();
    [[nodiscard]] MarkupToken rawText();
    [[nodiscard]] MarkupToken upTo(QByteArrayView end, MarkupToken::Kind kind, qsizetype skip);
    [[nodiscard]] MarkupToken declaration();
    [[nodiscard]] qint64 tagEnd(qint64 at);
    // One past the next `needle` from `at`; the body's size when there is none.
    [[nodiscard]] qint64 past(QByteArrayView needle, qint64 at);

    ByteReader m_text;
    MarkupDialect m_dialect;
    qint64 m_at = 0;
    QByteArray m_raw; // the HTML element whose content is no markup: script, style …
};

} // namespace knockback::ui
