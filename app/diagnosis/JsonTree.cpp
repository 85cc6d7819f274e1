// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/JsonTree.h"

#include <QString>

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace knockback::diagnosis {
namespace {

constexpr int deepest = 64;

// What a byte can be in JSON outside of strings.
enum Class : std::uint8_t { Space = 1, EndsLiteral = 2, Digit = 4, OfNumber = 8 };
constexpr auto classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : {' ', '\n', '\r', '\t'})
        table[static_cast<unsigned char>(c)] = Space | EndsLiteral;
    for (const char c : {',', ']', '}'})
        table[static_cast<unsigned char>(c)] = EndsLiteral;
    for (char c = '0'; c <= '9'; ++c)
        table[static_cast<unsigned char>(c)] = Digit | OfNumber;
    for (const char c : {'+', '-', '.', 'e', 'E'})
        table[static_cast<unsigned char>(c)] = OfNumber;
    return table;
}();

bool is(Class wanted, char c) {
    return (classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

bool isNumber(QByteArrayView text) {
    return (text.front() == '-' || is(Digit, text.front())) && is(Digit, text.back()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is(OfNumber, c); });
}

// The first byte that is a quote, a backslash or a control character; eight bytes are looked at together.
const char* endOfPlain(const char* at, const char* end) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    const auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes; }; // the lowest mark is right
    for (; end - at >= 8; at += 8) {
        const auto bytes = qFromLittleEndian<std::uint64_t>(at);
        const auto found =
            (zeros(bytes ^ ones * '"') | zeros(bytes ^ ones * '\\') | ((bytes - ones * 0x20) & ~bytes)) & ones * 0x80;
        if (found != 0)
            return at + std::countr_zero(found) / 8;
    }
    return std::find_if(at, end, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

class Reader {
public:
    Reader(QByteArrayView text, std::vector<JsonTree::Value>& values)
        : m_at(text.begin())
        , m_end(text.end())
        , m_values(values) {}

    bool readAll() {
        skipSpace();
        if (!value({}, 0))
            return false;
        skipSpace();
        return m_at == m_end;
    }

private:
    using Kind = JsonTree::Kind;

    [[nodiscard]] char here() const { return m_at < m_end ? *m_at : '\0'; }

    void skipSpace() {
        while (m_at < m_end && is(Space, *m_at))
            ++m_at;
    }

    // With the space around it.
    bool take(char wanted) {
        skipSpace();
        if (here() != wanted)
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    // A string's inside, from its opening quote.
    bool string(QByteArrayView& into) {
        if (here() != '"')
            return false;
        const char* const start = ++m_at;
        while ((m_at = endOfPlain(m_at, m_end)) < m_end) {
            if (*m_at == '"') {
                into = {start, m_at++};
                return true;
            }
            if (*m_at != '\\' || m_end - m_at < 2)
                return false;
            m_at += 2;
        }
        return false;
    }

    bool literal(QByteArrayView& into) {
        const char* const start = m_at;
        while (m_at < m_end && !is(EndsLiteral, *m_at))
            ++m_at;
        into = {start, m_at};
        if (into.isEmpty())
            return false;
        switch (into.front()) {
        case 't':
            return into == "true";
        case 'f':
            return into == "false";
        case 'n':
            return into == "null";
        default:
            return isNumber(into);
        }
    }

    bool inside(char close, bool named, int depth) {
        ++m_at;
        skipSpace();
        if (take(close))
            return true;
        std::size_t seen = 0;
        const bool skipping = m_skipping;
        do {
            QByteArrayView name;
            if (named && (!string(name) || !take(':')))
                return false;
            m_skipping = skipping || (!named && seen++ >= JsonTree::mostOfArray);
            if (!value(name, depth))
                return false;
        } while (take(','));
        m_skipping = skipping;
        if (here() != close)
            return false;
        ++m_at;
        return true;
    }

    bool value(QByteArrayView name, int depth) {
        if (depth > deepest)
            return false;
        const std::size_t index = m_values.size();
        const char c = here();
        const Kind kind = c == '{' ? Kind::Object : c == '[' ? Kind::Array : c == '"' ? Kind::String : Kind::Literal;
        const bool kept = !m_skipping;
        if (kept)
            m_values.push_back({kind, name, {}, 0});
        QByteArrayView text;
        const bool ok = kind == Kind::Object   ? inside('}', true, depth + 1)
                        : kind == Kind::Array  ? inside(']', false, depth + 1)
                        : kind == Kind::String ? string(text)
                                               : literal(text);
        if (kept) {
            m_values[index].text = text;
            m_values[index].end = m_values.size();
        }
        return ok;
    }

    const char* m_at;
    const char* const m_end;
    std::vector<JsonTree::Value>& m_values;
    bool m_skipping = false; // values are read, not kept
};

char escapedAs(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    default:
        return c; // quote, backslash, slash
    }
}

} // namespace

JsonTree JsonTree::read(QByteArrayView text) {
    JsonTree tree;
    tree.m_values.reserve(64);
    if (!Reader(text, tree.m_values).readAll())
        tree.m_values.clear();
    return tree;
}

QByteArray JsonTree::plain(const Value& value) {
    const auto text = value.text;
    if (value.kind != Kind::String || !text.contains('\\'))
        return text.toByteArray();
    QByteArray out;
    QString units; // a run of \u escapes: surrogates make sense only together
    const auto flush = [&] {
        out += units.toUtf8();
        units.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape = text.at(i) == '\\' && i + 1 < text.size();
        if (escape && text.at(i + 1) == 'u' && i + 5 < text.size()) {
            units += QChar(text.sliced(i + 2, 4).toByteArray().toUShort(nullptr, 16));
            i += 5;
            continue;
        }
        flush();
        out += escape ? escapedAs(text.at(++i)) : text.at(i);
    }
    flush();
    return out;
}

} // namespace knockback::diagnosis
