// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/JsonTree.h"

#include <QString>

#include <algorithm>

namespace knockback::diagnosis {
namespace {

constexpr int deepest = 64;

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool endsLiteral(char c) {
    return c == ',' || c == ']' || c == '}' || isSpace(c);
}

bool isNumber(QByteArrayView text) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto fits = [&](char c) { return isDigit(c) || QByteArrayView("+-.eE").contains(c); };
    return (text.startsWith('-') || isDigit(text.front())) && isDigit(text.back()) &&
           std::all_of(text.begin(), text.end(), fits);
}

class Reader {
public:
    Reader(QByteArrayView text, std::vector<JsonTree::Value>& values) : m_text(text), m_values(values) {}

    bool readAll() {
        skipSpace();
        if (!value({}, 0))
            return false;
        skipSpace();
        return m_at == m_text.size();
    }

private:
    using Kind = JsonTree::Kind;

    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    void skipSpace() {
        while (m_at < m_text.size() && isSpace(m_text.at(m_at)))
            ++m_at;
    }

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
        const qsizetype start = ++m_at;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text.at(m_at);
            if (c == '"') {
                into = m_text.sliced(start, m_at++ - start);
                return true;
            }
            if (c == '\\')
                ++m_at;
            else if (static_cast<unsigned char>(c) < 0x20)
                return false;
        }
        return false;
    }

    bool literal(QByteArrayView& into) {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !endsLiteral(m_text.at(m_at)))
            ++m_at;
        into = m_text.sliced(start, m_at - start);
        return into == "true" || into == "false" || into == "null" || (!into.isEmpty() && isNumber(into));
    }

    bool inside(char close, bool named, int depth) {
        ++m_at;
        skipSpace();
        if (take(close))
            return true;
        do {
            QByteArrayView name;
            if (named && (!string(name) || !take(':')))
                return false;
            if (!value(name, depth))
                return false;
        } while (take(','));
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
        m_values.push_back({kind, name, {}, 0});
        QByteArrayView text;
        const bool ok = kind == Kind::Object   ? inside('}', true, depth + 1)
                        : kind == Kind::Array  ? inside(']', false, depth + 1)
                        : kind == Kind::String ? string(text)
                                               : literal(text);
        m_values[index].text = text;
        m_values[index].end = m_values.size();
        return ok;
    }

    QByteArrayView m_text;
    std::vector<JsonTree::Value>& m_values;
    qsizetype m_at = 0;
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
