// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPrinter.h"

#include "ui/models/ByteScan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace knockback::ui {

namespace {

constexpr qsizetype bufferSize = 256 * 1024;
// Deeper levels are indented no further: a line of ten thousand blanks helps nobody and costs a square of the depth.
constexpr std::size_t deepestIndent = 100;
// What one step may write at the most before it asks for room again.
constexpr qsizetype slack = 2 * deepestIndent + 16;

enum class Kind : unsigned char { Other, Space, Open, Close, Comma, Colon, Quote };

constexpr std::array<Kind, 256> makeKinds() {
    std::array<Kind, 256> kinds{};
    for (const unsigned char c : {' ', '\n', '\r', '\t'})
        kinds[c] = Kind::Space;
    kinds['{'] = kinds['['] = Kind::Open;
    kinds['}'] = kinds[']'] = Kind::Close;
    kinds[','] = Kind::Comma;
    kinds[':'] = Kind::Colon;
    kinds['"'] = Kind::Quote;
    return kinds;
}
constexpr auto kinds = makeKinds();

Kind kindOf(char c) {
    return kinds[static_cast<unsigned char>(c)];
}

} // namespace

JsonPrinter::JsonPrinter(Sink sink) : m_sink(std::move(sink)), m_buffer(bufferSize + slack, Qt::Uninitialized) {}

void JsonPrinter::room(qsizetype bytes) {
    if (m_used + bytes > m_buffer.size())
        flush();
}

void JsonPrinter::flush() {
    m_sink(QByteArrayView(m_buffer).first(m_used));
    m_used = 0;
}

void JsonPrinter::feed(QByteArrayView json) {
    const char* at = json.begin();
    const char* end = json.end();
    while (at < end) {
        switch (m_state) {
        case State::Between:
            at = token(at, end);
            break;
        case State::String:
            at = string(at, end);
            break;
        case State::Escape:
            room(1);
            put(*at++);
            m_state = State::String;
            break;
        case State::Scalar:
            at = scalar(at, end);
        }
    }
}

const char* JsonPrinter::token(const char* at, const char* end) {
    while (at < end) {
        room(slack);
        const char c = *at;
        switch (kindOf(c)) {
        case Kind::Space:
            break;
        case Kind::Open:
            beforeValue();
            open(c);
            break;
        case Kind::Close:
            close(c);
            break;
        case Kind::Comma:
            if (m_justOpened)
                newLine();
            put(c);
            newLine();
            m_afterValue = false;
            break;
        case Kind::Colon:
            put(c);
            put(' ');
            m_afterValue = false;
            break;
        case Kind::Quote:
            beforeValue();
            put(c);
            m_state = State::String;
            return at + 1;
        case Kind::Other:
            beforeValue();
            m_state = State::Scalar;
            return at;
        }
        ++at;
    }
    return at;
}

const char* JsonPrinter::string(const char* at, const char* end) {
    const auto plain = findQuoteOrBackslash(QByteArrayView(at, end));
    for (qsizetype copied = 0; copied < plain;) {
        room(1);
        const auto n = std::min(plain - copied, m_buffer.size() - m_used);
        std::memcpy(m_buffer.data() + m_used, at + copied, static_cast<std::size_t>(n));
        m_used += n;
        copied += n;
    }
    at += plain;
    if (at == end)
        return at;
    room(1);
    put(*at);
    m_state = *at == '"' ? State::Between : State::Escape;
    m_afterValue = m_state == State::Between;
    return at + 1;
}

const char* JsonPrinter::scalar(const char* at, const char* end) {
    while (at < end && kindOf(*at) == Kind::Other) {
        room(1);
        put(*at++);
    }
    if (at < end) {
        m_state = State::Between;
        m_afterValue = true;
    }
    return at;
}

// Two values that nothing parts (JSON Lines, broken JSON) must not run into one.
void JsonPrinter::beforeValue() {
    if (m_justOpened)
        newLine();
    else if (m_afterValue)
        put(m_open.empty() ? '\n' : ' ');
    m_afterValue = false;
}

void JsonPrinter::open(char c) {
    put(c);
    m_open.push_back(c == '{' ? '}' : ']');
    m_justOpened = true;
}

void JsonPrinter::close(char c) {
    if (m_open.empty() || m_open.back() != c)
        m_matched = false;
    if (!m_open.empty())
        m_open.pop_back();
    if (m_justOpened)
        m_justOpened = false;
    else
        newLine();
    put(c);
    m_afterValue = true;
}

void JsonPrinter::newLine() {
    m_justOpened = false;
    put('\n');
    const auto blanks = 2 * std::min(m_open.size(), deepestIndent);
    std::memset(m_buffer.data() + m_used, ' ', blanks);
    m_used += static_cast<qsizetype>(blanks);
}

bool JsonPrinter::finish() {
    flush();
    return m_matched && m_open.empty() && (m_state == State::Between || m_state == State::Scalar);
}

} // namespace knockback::ui
