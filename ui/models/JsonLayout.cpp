// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonLayout.h"

namespace knockback::ui {

namespace {

constexpr int maxDepth = 512;

class Layout {
public:
    explicit Layout(QByteArrayView json) : m_in(json) { m_out.reserve(json.size() + json.size() / 4); }

    std::optional<QByteArray> run() {
        while (m_at < m_in.size()) {
            if (!step(m_in[m_at]))
                return std::nullopt;
        }
        if (!m_open.isEmpty())
            return std::nullopt;
        return m_out;
    }

private:
    bool step(char c) {
        switch (c) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            ++m_at;
            m_gap = true;
            return true;
        case '"':
            keepApart();
            return takeString();
        case '{':
            keepApart();
            return isVariable() ? takeVariable() : open(c);
        case '[':
            keepApart();
            return open(c);
        case '}':
        case ']':
            return close(c);
        case ',':
            put(c);
            newLine();
            return true;
        case ':':
            put(c);
            m_out.append(' ');
            return true;
        default:
            keepApart();
            put(c);
            return true;
        }
    }

    // White space between two values that no comma parts (JSON lines, broken JSON) must not vanish.
    void keepApart() {
        const bool afterValue = !m_out.isEmpty() && !QByteArrayView("{[,: \n").contains(m_out.back());
        if (m_gap && afterValue)
            m_out.append(m_open.isEmpty() ? '\n' : ' ');
        m_gap = false;
    }

    void put(char c) {
        m_out.append(c);
        ++m_at;
    }

    void newLine() {
        m_out.append('\n');
        m_out.append(m_open.size() * 2, ' ');
    }

    // A '{' that begins an object is followed by a key or its end, never by another '{'.
    [[nodiscard]] bool isVariable() const { return m_at + 1 < m_in.size() && m_in[m_at + 1] == '{'; }

    bool takeVariable() {
        const auto end = m_in.indexOf("}}", m_at);
        if (end < 0)
            return false;
        m_out.append(m_in.sliced(m_at, end + 2 - m_at));
        m_at = end + 2;
        return true;
    }

    bool takeString() {
        auto end = m_at + 1;
        while (end < m_in.size() && m_in[end] != '"')
            end += m_in[end] == '\\' ? 2 : 1;
        if (end >= m_in.size())
            return false;
        m_out.append(m_in.sliced(m_at, end + 1 - m_at));
        m_at = end + 1;
        return true;
    }

    bool open(char c) {
        if (m_open.size() >= maxDepth)
            return false;
        put(c);
        skipSpace();
        const char end = c == '{' ? '}' : ']';
        if (m_at < m_in.size() && m_in[m_at] == end) {
            put(end);
            return true;
        }
        m_open.append(end);
        newLine();
        return true;
    }

    bool close(char c) {
        if (m_open.isEmpty() || m_open.back() != c)
            return false;
        m_open.chop(1);
        newLine();
        put(c);
        return true;
    }

    void skipSpace() {
        while (m_at < m_in.size() && QByteArrayView(" \t\r\n").contains(m_in[m_at]))
            ++m_at;
    }

    QByteArrayView m_in;
    qsizetype m_at = 0;
    QByteArray m_out;
    bool m_gap = false; // white space was dropped since the last token
    QByteArray m_open;  // the brackets that still have to come, innermost last
};

} // namespace

std::optional<QByteArray> layOutJson(QByteArrayView json) {
    return Layout(json).run();
}

} // namespace knockback::ui
