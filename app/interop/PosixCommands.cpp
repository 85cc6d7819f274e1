// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CommandLines.h"

#include "app/http/PercentCoding.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace knockback::interop {
namespace {

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class PosixReader {
public:
    explicit PosixReader(const QByteArray& text) : m_text(text) {}

    std::vector<CommandLine> read() {
        while (m_at < m_text.size())
            step();
        endCommand();
        return std::move(m_commands);
    }

private:
    [[nodiscard]] char peek(qsizetype ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : '\0';
    }

    void step() {
        const char c = peek();
        if (c == '\\') {
            backslash();
        } else if (c == '\'') {
            singleQuoted();
        } else if (c == '"') {
            doubleQuoted();
        } else if (c == '$') {
            dollar(true);
        } else if (c == '#' && !m_inWord) {
            while (m_at < m_text.size() && peek() != '\n')
                ++m_at;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            ++m_at;
            endWord();
        } else if (c == '\n') {
            ++m_at;
            endLine();
        } else if (c == '|' || c == ';' || c == '&') {
            ++m_at;
            endCommand();
        } else if (c == '<' && peek(1) == '<' && peek(2) != '<') {
            hereDocument();
        } else if (c == '<' || c == '>') {
            redirection();
        } else {
            put(c);
            ++m_at;
        }
    }

    void put(char c) {
        m_word += c;
        m_inWord = true;
    }
    void endWord() {
        if (m_inWord)
            m_command.words << m_word;
        m_word.clear();
        m_inWord = false;
    }
    void endCommand() {
        endWord();
        if (!m_command.words.isEmpty())
            m_commands.push_back(m_command);
        m_command = {};
    }

    // The here-documents that were announced on this line follow it.
    void endLine() {
        endCommand();
        for (const Announced& one : std::exchange(m_announced, {})) {
            const QByteArray text = documentUntil(one.end);
            if (one.command >= m_commands.size())
                continue;
            const QByteArray program = m_commands[one.command].words.front();
            // "base64 -d <<X | curl", "cat <<X | curl": the next one reads it.
            const bool passedOn = program == "base64" || program == "cat";
            const std::size_t reader = one.command + (passedOn ? 1 : 0);
            if (reader < m_commands.size())
                m_commands[reader].input = program == "base64" ? QByteArray::fromBase64(text) : text;
        }
    }

    QByteArray documentUntil(const QByteArray& end) {
        QByteArray text;
        while (m_at < m_text.size()) {
            const qsizetype newline = m_text.indexOf('\n', m_at);
            const qsizetype next = newline < 0 ? m_text.size() : newline + 1;
            const QByteArray line = m_text.mid(m_at, next - m_at);
            m_at = next;
            if (line.trimmed() == end)
                break;
            text += line;
        }
        return text;
    }

    void hereDocument() {
        endWord();
        m_at += peek(2) == '-' ? 3 : 2;
        QByteArray end;
        while (peek() == ' ' || peek() == '\t')
            ++m_at;
        while (m_at < m_text.size() && (isNameByte(peek()) || QByteArrayView("'\"-").contains(peek()))) {
            if (peek() != '\'' && peek() != '"')
                end += peek();
            ++m_at;
        }
        m_announced.push_back({end, m_commands.size()});
    }

    // "2>file", "> file", "<file": where output goes is not the request's matter.
    void redirection() {
        if (m_inWord && std::all_of(m_word.begin(), m_word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            m_word.clear();
            m_inWord = false;
        }
        endWord();
        while (QByteArrayView("<>& \t").contains(peek()) && m_at < m_text.size())
            ++m_at;
        const qsizetype words = m_command.words.size();
        while (m_at < m_text.size() && !QByteArrayView(" \t\r\n|;&").contains(peek()))
            step();
        endWord();
        m_command.words.resize(std::min(words, m_command.words.size()));
    }

    void backslash() {
        const char next = peek(1);
        const bool newline = next == '\n' || (next == '\r' && peek(2) == '\n');
        m_at += newline ? (next == '\r' ? 3 : 2) : 1;
        if (newline)
            return;
        if (m_at < m_text.size())
            put(m_text.at(m_at++));
    }

    void singleQuoted() {
        m_inWord = true;
        const qsizetype end = m_text.indexOf('\'', m_at + 1);
        const qsizetype stop = end < 0 ? m_text.size() : end;
        m_word += m_text.mid(m_at + 1, stop - m_at - 1);
        m_at = std::min(stop + 1, m_text.size());
    }

    void doubleQuoted() {
        m_inWord = true;
        for (++m_at; m_at < m_text.size() && peek() != '"';) {
            if (peek() == '\\' && m_at + 1 < m_text.size() && QByteArrayView("$`\"\\\n").contains(peek(1))) {
                if (peek(1) != '\n')
                    put(peek(1));
                m_at += 2;
            } else if (peek() == '$') {
                dollar(false);
            } else {
                put(m_text.at(m_at++));
            }
        }
        ++m_at;
    }

    void dollar(bool ansiQuotes) {
        if (ansiQuotes && peek(1) == '\'')
            return ansiQuoted();
        const bool braces = peek(1) == '{';
        qsizetype end = m_at + (braces ? 2 : 1);
        const qsizetype start = end;
        while (end < m_text.size() && isNameByte(m_text.at(end)))
            ++end;
        const bool closed = !braces || (end < m_text.size() && m_text.at(end) == '}');
        const bool name = end > start && (m_text.at(start) < '0' || m_text.at(start) > '9');
        if (!name || !closed) {
            put(m_text.at(m_at++));
            return;
        }
        m_word += "{{" + m_text.mid(start, end - start) + "}}";
        m_inWord = true;
        m_at = end + (braces ? 1 : 0);
    }

    // bash(1), QUOTING: $'string'.
    void ansiQuoted() {
        m_inWord = true;
        for (m_at += 2; m_at < m_text.size() && peek() != '\'';) {
            if (peek() == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                escape();
            } else {
                put(m_text.at(m_at++));
            }
        }
        ++m_at;
    }

    void escape() {
        constexpr QByteArrayView letters = "abeEfnrtv\\'\"?";
        constexpr QByteArrayView meanings = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
        const char c = m_text.at(m_at++);
        if (const auto at = letters.indexOf(c); at >= 0)
            put(meanings[at]);
        else if (c == 'x')
            putByte(number(2, 16));
        else if (c == 'u' || c == 'U')
            putCodePoint(number(c == 'u' ? 4 : 8, 16));
        else if (c >= '0' && c <= '7')
            putByte((--m_at, number(3, 8)));
        else if (c == 'c' && m_at < m_text.size())
            put(static_cast<char>(m_text.at(m_at++) & 0x1f));
        else {
            put('\\');
            put(c);
        }
    }

    unsigned number(int digits, unsigned base) {
        unsigned value = 0;
        for (int i = 0; i < digits && m_at < m_text.size(); ++i, ++m_at) {
            const int digit = http::hexDigit(peek());
            if (digit < 0 || static_cast<unsigned>(digit) >= base)
                break;
            value = value * base + static_cast<unsigned>(digit);
        }
        return value;
    }
    void putByte(unsigned value) { put(static_cast<char>(value & 0xff)); }
    // Chrome writes characters beyond the first plane as two \u surrogates.
    void putCodePoint(char32_t code) {
        if (code >= 0xD800 && code < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
            const qsizetype back = m_at;
            m_at += 2;
            const char32_t low = number(4, 16);
            if (low >= 0xDC00 && low < 0xE000)
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            else
                m_at = back;
        }
        m_word += QString::fromUcs4(&code, 1).toUtf8();
    }

    struct Announced {
        QByteArray end;
        std::size_t command; // its number
    };
    const QByteArray& m_text;
    qsizetype m_at = 0;
    QByteArray m_word;
    bool m_inWord = false;
    CommandLine m_command;
    std::vector<CommandLine> m_commands;
    std::vector<Announced> m_announced;
};

} // namespace

std::vector<CommandLine> posixCommands(const QByteArray& text) {
    return PosixReader(text).read();
}

} // namespace knockback::interop
