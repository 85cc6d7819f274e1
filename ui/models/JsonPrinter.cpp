// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPrinter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace knockback::ui {

namespace {

constexpr qsizetype bufferSize = 64 * 1024; // stays in the processor's cache
// Deeper levels are indented no further: a line of ten thousand blanks helps nobody and costs a square of the depth.
constexpr std::size_t deepestIndent = 100;
// What one step may write at the most before it asks for room again.
constexpr qsizetype slack = 2 * deepestIndent + 64;

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

constexpr qsizetype lane = 16;

// Copies up to sixteen bytes of a string that need no look: says how many came before a quote, a backslash or the end.
// May write sixteen bytes in any case.
qsizetype copyPlain(const char* at, const char* end, char* out) {
#ifdef __SSE2__
    if (end - at >= lane) {
        const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
        const auto found =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
        return mask == 0 ? lane : std::countr_zero(mask);
    }
#endif
    qsizetype i = 0;
    for (; i < lane && at + i < end && at[i] != '"' && at[i] != '\\'; ++i)
        out[i] = at[i];
    return i;
}

} // namespace

JsonPrinter::JsonPrinter(Sink sink) : m_sink(std::move(sink)), m_buffer(bufferSize + slack) {}

void JsonPrinter::room(qsizetype bytes) {
    if (m_used + bytes > static_cast<qsizetype>(m_buffer.size()))
        flush();
}

void JsonPrinter::flush() {
    m_sink(QByteArrayView(m_buffer.data(), m_used));
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

// Copies sixteen bytes at a time: what was copied too much is written over. Goes straight on to the next string where
// one follows, as most of JSON is keys and strings.
const char* JsonPrinter::string(const char* at, const char* end) {
    char* out = m_buffer.data() + m_used;
    const char* full = m_buffer.data() + m_buffer.size() - slack;
    while (at < end) {
        if (out > full) {
            m_used = out - m_buffer.data();
            flush();
            out = m_buffer.data();
        }
        const auto plain = copyPlain(at, end, out);
        at += plain;
        out += plain;
        if (plain == lane || at == end)
            continue;
        const bool closes = *at == '"';
        *out++ = *at++;
        m_state = closes ? State::Between : State::Escape;
        m_afterValue = closes;
        if (!closes || end - at < 2 || at[1] != '"' || (*at != ':' && *at != ','))
            break;
        const bool isKey = *at == ':';
        *out++ = *at;
        if (isKey)
            *out++ = ' ';
        else
            out = breakLine(out);
        *out++ = '"';
        at += 2;
        m_state = State::String;
        m_afterValue = false;
    }
    m_used = out - m_buffer.data();
    return at;
}

const char* JsonPrinter::scalar(const char* at, const char* end) {
    while (at < end && kindOf(*at) == Kind::Other) {
        room(lane);
        char* out = m_buffer.data() + m_used;
        const char* stop = at + std::min<qsizetype>(lane, end - at);
        const char* begin = at;
        while (at < stop && kindOf(*at) == Kind::Other)
            *out++ = *at++;
        m_used += at - begin;
    }
    if (end - at >= 2 && at[0] == ',' && at[1] == '"') {
        room(slack);
        put(',');
        newLine();
        put('"');
        m_state = State::String;
        return at + 2;
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
    m_used = breakLine(m_buffer.data() + m_used) - m_buffer.data();
}

char* JsonPrinter::breakLine(char* out) const {
    const auto blanks = 2 * std::min(m_open.size(), deepestIndent);
    *out++ = '\n';
    // Most lines are not deep: sixteen blanks at once, of which only so many count.
    std::memset(out, ' ', static_cast<std::size_t>(lane));
    if (blanks > static_cast<std::size_t>(lane))
        std::memset(out + lane, ' ', blanks - static_cast<std::size_t>(lane));
    return out + blanks;
}

bool JsonPrinter::finish() {
    flush();
    return m_matched && m_open.empty() && (m_state == State::Between || m_state == State::Scalar);
}

} // namespace knockback::ui
