// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonScan.h"

#include "ui/models/ByteScan.h"

#include <QString>

namespace knockback::ui {

namespace {

bool isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool endsScalar(char c) {
    return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '[' || c == '{' || c == '"';
}

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

} // namespace

JsonType jsonTypeAt(ByteReader& text, qint64 offset) {
    const int c = text.at(offset);
    switch (c) {
    case '{':
        return JsonType::Object;
    case '[':
        return JsonType::Array;
    case '"':
        return JsonType::String;
    case 't':
        return JsonType::True;
    case 'f':
        return JsonType::False;
    case 'n':
        return JsonType::Null;
    default:
        return c == '-' || (c >= '0' && c <= '9') ? JsonType::Number : JsonType::Broken;
    }
}

qint64 skipJsonSpace(ByteReader& text, qint64 at) {
    for (;;) {
        const auto view = text.from(at);
        qsizetype i = 0;
        while (i < view.size() && isSpace(view[i]))
            ++i;
        at += i;
        if (view.isEmpty() || i < view.size())
            return at;
    }
}

qint64 skipJsonString(ByteReader& text, qint64 at) {
    ++at;
    for (;;) {
        const auto view = text.from(at);
        if (view.isEmpty())
            return -1;
        const auto found = findQuoteOrBackslash(view);
        at += found;
        if (found == view.size())
            continue;
        if (view[found] == '"')
            return at + 1;
        at += 2;
    }
}

JsonSkip::State JsonSkip::scalar(ByteReader& text) {
    const qint64 begin = m_at;
    for (;;) {
        const auto view = text.from(m_at);
        qsizetype i = 0;
        while (i < view.size() && !endsScalar(view[i]))
            ++i;
        m_at += i;
        if (view.isEmpty() || i < view.size())
            return m_at > begin ? State::Done : State::Broken;
    }
}

JsonSkip::State JsonSkip::advance(ByteReader& text, qint64 budget) {
    const int first = text.at(m_at);
    if (m_depth == 0 && first == '"') {
        m_at = skipJsonString(text, m_at);
        return m_at < 0 ? State::Broken : State::Done;
    }
    if (m_depth == 0 && first != '{' && first != '[')
        return scalar(text);
    const qint64 stop = budget > std::numeric_limits<qint64>::max() - m_at ? budget : m_at + budget;
    while (m_at < stop) {
        const auto view = text.from(m_at);
        if (view.isEmpty())
            return State::Broken;
        const auto found = findQuoteOrBracket(view);
        m_at += found;
        if (found == view.size())
            continue;
        const char c = view[found];
        if (c == '"') {
            m_at = skipJsonString(text, m_at);
            if (m_at < 0)
                return State::Broken;
            continue;
        }
        ++m_at;
        m_depth += c == '{' || c == '[' ? 1 : -1;
        if (m_depth == 0)
            return State::Done;
    }
    return State::Paused;
}

qint64 skipJsonValue(ByteReader& text, qint64 value) {
    JsonSkip skip(value);
    return skip.advance(text) == JsonSkip::State::Done ? skip.at() : -1;
}

JsonChildren::JsonChildren(ByteReader& text, qint64 container)
    : m_close(text.at(container) == '{' ? '}' : ']')
    , m_at(container + 1) {}

JsonChildren JsonChildren::of(JsonType type, qint64 container) {
    JsonChildren children;
    children.m_close = type == JsonType::Object ? '}' : ']';
    children.m_at = container + 1;
    return children;
}

JsonChildren JsonChildren::ofText() {
    return {};
}

JsonChildren::Step JsonChildren::next(ByteReader& text, JsonChild& child, qint64 budget) {
    if (m_previous) {
        switch (m_previous->advance(text, budget)) {
        case JsonSkip::State::Paused:
            return Step::Paused;
        case JsonSkip::State::Broken:
            return Step::Broken;
        case JsonSkip::State::Done:
            m_at = m_previous->at();
            m_previous.reset();
        }
    }
    if (m_first && m_close == 0 && text.from(0).startsWith(byteOrderMark))
        m_at = byteOrderMark.size();
    m_at = skipJsonSpace(text, m_at);
    const int c = text.at(m_at);
    if (c < 0)
        return m_close == 0 ? Step::End : Step::Broken;
    if (m_close != 0 && c == m_close)
        return Step::End;
    if (!m_first && (m_close != 0 || c == ',')) {
        if (c != ',')
            return Step::Broken;
        m_at = skipJsonSpace(text, m_at + 1);
    }
    m_first = false;
    return member(text, child);
}

JsonChildren::Step JsonChildren::member(ByteReader& text, JsonChild& child) {
    child = {};
    if (m_close == '}') {
        if (text.at(m_at) != '"')
            return Step::Broken;
        child.key = m_at;
        child.keyEnd = skipJsonString(text, m_at);
        if (child.keyEnd < 0)
            return Step::Broken;
        m_at = skipJsonSpace(text, child.keyEnd);
        if (text.at(m_at) != ':')
            return Step::Broken;
        m_at = skipJsonSpace(text, m_at + 1);
    }
    if (jsonTypeAt(text, m_at) == JsonType::Broken)
        return Step::Broken;
    child.value = m_at;
    m_previous.emplace(m_at);
    return Step::Child;
}

namespace {

// The character of the four digits after "\u"; -1 when they are not there.
int hexUnit(QByteArrayView digits) {
    bool good = false;
    const int unit = digits.size() < 4 ? -1 : digits.first(4).toByteArray().toInt(&good, 16);
    return good ? unit : -1;
}

char16_t simpleEscape(char c) {
    switch (c) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return static_cast<unsigned char>(c);
    }
}

} // namespace

QString unquotedJson(QByteArrayView raw) {
    if (raw.startsWith('"'))
        raw = raw.sliced(1);
    if (raw.endsWith('"'))
        raw.chop(1);
    QString text;
    while (!raw.isEmpty()) {
        const auto escape = raw.indexOf('\\');
        const auto plain = escape < 0 ? raw.size() : escape;
        text += QString::fromUtf8(raw.first(plain));
        raw = raw.sliced(plain);
        if (raw.size() < 2)
            break;
        const int unit = raw[1] == 'u' ? hexUnit(raw.sliced(2)) : -1;
        text += unit >= 0 ? QChar(unit) : QChar(simpleEscape(raw[1]));
        raw = raw.sliced(unit >= 0 ? 6 : 2);
    }
    return text;
}

} // namespace knockback::ui
