// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MarkupTokens.h"

#include <algorithm>

namespace knockback::ui {

using Kind = MarkupToken::Kind;

namespace {

constexpr qint64 longestLookAhead = 4096; // of a tag's own text, for its name and attributes

bool isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

bool beginsTag(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
}

bool isRawText(const QByteArray& name) {
    return name == "script" || name == "style" || name == "textarea" || name == "title" || name == "xmp";
}

} // namespace

MarkupToken MarkupTokens::next() {
    if (m_text.at(m_at) < 0)
        return {Kind::End, m_at, m_at, {}, false};
    if (!m_raw.isEmpty())
        return rawText();
    if (m_text.at(m_at) != '<')
        return text();
    const int c = m_text.at(m_at + 1);
    if (c == '?')
        return upTo("?>", Kind::Other, 2);
    if (c == '!')
        return declaration();
    if (c == '/' || beginsTag(c))
        return tag();
    return text();
}

MarkupToken MarkupTokens::text() {
    MarkupToken token{Kind::Blank, m_at, m_at, {}, false};
    for (;;) {
        const auto view = m_text.from(m_at);
        qsizetype i = 0;
        // The first character may be a '<' that begins no tag.
        while (i < view.size() && (view[i] != '<' || m_at + i == token.begin)) {
            if (!isSpace(view[i]))
                token.kind = Kind::Text;
            ++i;
        }
        m_at += i;
        if (view.isEmpty() || i < view.size())
            break;
    }
    token.end = m_at;
    return token;
}

qint64 MarkupTokens::past(QByteArrayView needle, qint64 at) {
    for (;;) {
        const auto view = m_text.from(at);
        if (view.size() < needle.size())
            return m_text.size();
        const auto found = view.indexOf(needle);
        if (found >= 0)
            return at + found + needle.size();
        at += view.size() - needle.size() + 1;
    }
}

MarkupToken MarkupTokens::upTo(QByteArrayView end, Kind kind, qsizetype skip) {
    MarkupToken token{kind, m_at, past(end, m_at + skip), {}, false};
    m_at = token.end;
    return token;
}

MarkupToken MarkupTokens::declaration() {
    const QByteArray head = m_text.bytes(m_at, m_at + 9);
    if (head.startsWith("<!--"))
        return upTo("-->", Kind::Other, 4);
    if (head.startsWith("<![CDATA["))
        return upTo("]]>", Kind::Text, 9);
    // A document type may hold declarations of its own in brackets.
    MarkupToken token{Kind::Other, m_at, m_at, {}, false};
    int depth = 0;
    char quote = 0;
    for (int c = m_text.at(++m_at); c >= 0; c = m_text.at(++m_at)) {
        if (quote != 0)
            quote = c == quote ? char(0) : quote;
        else if (c == '"' || c == '\'')
            quote = static_cast<char>(c);
        else if (c == '[' || c == ']')
            depth += c == '[' ? 1 : -1;
        else if (c == '>' && depth <= 0)
            break;
    }
    m_at = std::min(m_at + 1, m_text.size());
    token.end = m_at;
    return token;
}

// One past the '>' that ends the tag at `at`; quoted attribute values may hold one.
qint64 MarkupTokens::tagEnd(qint64 at) {
    char quote = 0;
    for (;;) {
        const auto view = m_text.from(at);
        if (view.isEmpty())
            return at;
        for (qsizetype i = 0; i < view.size(); ++i) {
            const char c = view[i];
            if (quote != 0)
                quote = c == quote ? char(0) : quote;
            else if (c == '"' || c == '\'')
                quote = c;
            else if (c == '>')
                return at + i + 1;
        }
        at += view.size();
    }
}

MarkupToken MarkupTokens::tag() {
    MarkupToken token{Kind::Open, m_at, tagEnd(m_at + 1), {}, false};
    const QByteArray written = m_text.bytes(token.begin, std::min(token.end, token.begin + longestLookAhead));
    const bool closes = written.startsWith("</");
    const auto nameAt = closes ? 2 : 1;
    auto nameEnd = nameAt;
    while (nameEnd < written.size() && !isSpace(written[nameEnd]) && written[nameEnd] != '>' && written[nameEnd] != '/')
        ++nameEnd;
    token.name = written.mid(nameAt, nameEnd - nameAt);
    if (closes)
        token.kind = Kind::Close;
    else if (m_text.at(token.end - 2) == '/' && token.end - token.begin > 2)
        token.kind = Kind::Empty;
    if (m_dialect == MarkupDialect::Html) {
        token.name = token.name.toLower();
        if (token.kind == Kind::Open && isRawText(token.name))
            m_raw = token.name;
    } else {
        token.preserves = written.contains("xml:space=\"preserve\"") || written.contains("xml:space='preserve'");
    }
    m_at = token.end;
    return token;
}

// Everything up to "</name", as text.
MarkupToken MarkupTokens::rawText() {
    const QByteArray name = std::exchange(m_raw, {});
    MarkupToken token{Kind::Text, m_at, m_at, {}, false};
    for (qint64 at = m_at;;) {
        const qint64 found = past("</", at);
        if (found >= m_text.size()) {
            m_at = m_text.size();
            break;
        }
        if (m_text.bytes(found, found + name.size()).toLower() == name) {
            m_at = found - 2;
            break;
        }
        at = found;
    }
    token.end = m_at;
    return m_at == token.begin ? next() : token;
}

} // namespace knockback::ui
