// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CommandLines.h"

namespace knockback::interop {
namespace {

// A line end that a caret escapes vanishes, and the byte after it is taken as it is: "^", line end, line end is one.
qsizetype skipLineEnd(const QByteArray& text, qsizetype at) {
    if (text.mid(at, 2) == "\r\n")
        return at + 2;
    return at < text.size() && text.at(at) == '\n' ? at + 1 : at;
}

// What cmd hands to the program, a command a line. Text in double quotes is not looked at, except by the program.
QByteArrayList withoutCarets(const QByteArray& text) {
    QByteArrayList lines{QByteArray()};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '^' && !quoted && i + 1 < text.size()) {
            qsizetype next = skipLineEnd(text, i + 1);
            const bool lineEnd = next > i + 1;
            const qsizetype second = skipLineEnd(text, next);
            if (lineEnd && second == next) {
                i = next - 1;
                continue;
            }
            lines.back() += lineEnd ? '\n' : text.at(next);
            i = lineEnd ? second - 1 : next;
        } else if (c == '\n' && !quoted) {
            lines << QByteArray();
        } else if (c == '&' && !quoted) {
            lines << QByteArray();
        } else if (c != '\r' || quoted) {
            quoted = quoted != (c == '"');
            lines.back() += c;
        }
    }
    return lines;
}

// The C runtime: 2n backslashes and a quote are n backslashes and a quote that counts; one more makes it a letter.
// Browsers double every backslash, also where the C runtime would keep both; `doubled` takes them for one.
QByteArrayList argumentsOf(const QByteArray& line, bool doubled) {
    QByteArrayList words;
    QByteArray word;
    bool inWord = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line.at(i);
        if (c == '\\') {
            qsizetype end = i;
            while (end < line.size() && line.at(end) == '\\')
                ++end;
            const bool quote = end < line.size() && line.at(end) == '"';
            const qsizetype count = end - i;
            word += QByteArray(quote || (doubled && count % 2 == 0) ? count / 2 : count, '\\');
            i = end - 1;
            inWord = true;
            if (quote && count % 2 == 1) {
                word += '"';
                ++i;
            }
        } else if (c == '"') {
            inWord = true;
            if (quoted && i + 1 < line.size() && line.at(i + 1) == '"') {
                word += '"';
                ++i;
            } else {
                quoted = !quoted;
            }
        } else if (!quoted && (c == ' ' || c == '\t')) {
            if (inWord)
                words << word;
            word.clear();
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        words << word;
    return words;
}

class PowerShellReader {
public:
    explicit PowerShellReader(const QByteArray& text) : m_text(text) {}

    std::vector<CommandLine> read() {
        while (m_at < m_text.size())
            step();
        endCommand();
        return std::move(m_commands);
    }

private:
    void step() {
        const char c = m_text.at(m_at);
        if (c == '`') {
            ++m_at;
            escaped(true);
        } else if (c == '\'') {
            singleQuoted();
        } else if (c == '"') {
            doubleQuoted();
        } else if (c == '$' && variable()) {
            m_inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
            ++m_at;
        } else if (c == '\n' || c == ';' || c == '|') {
            endCommand();
            ++m_at;
        } else {
            m_word += c;
            m_inWord = true;
            ++m_at;
        }
    }

    void escaped(bool outside) {
        if (m_at >= m_text.size())
            return;
        const qsizetype lineEnd = skipLineEnd(m_text, m_at);
        if (outside && lineEnd > m_at) {
            m_at = lineEnd;
            return;
        }
        const char c = m_text.at(m_at++);
        m_word += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
        m_inWord = true;
    }

    void singleQuoted() {
        m_inWord = true;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text.at(m_at) == '\'') {
                if (m_text.mid(m_at + 1, 1) != "'")
                    break;
                ++m_at;
            }
            m_word += m_text.at(m_at);
        }
        ++m_at;
    }

    void doubleQuoted() {
        m_inWord = true;
        for (++m_at; m_at < m_text.size();) {
            const char c = m_text.at(m_at);
            if (c == '`') {
                ++m_at;
                escaped(false);
            } else if (c == '"') {
                if (m_text.mid(m_at + 1, 1) != "\"")
                    break;
                m_word += '"';
                m_at += 2;
            } else if (c != '$' || !variable()) {
                m_word += c;
                ++m_at;
            }
        }
        ++m_at;
    }

    // "$env:NAME"
    bool variable() {
        if (m_text.mid(m_at, 5).toLower() != "$env:")
            return false;
        qsizetype end = m_at + 5;
        while (end < m_text.size() &&
               (m_text.at(end) == '_' || (m_text.at(end) >= '0' && m_text.at(end) <= '9') ||
                (m_text.at(end) | 0x20) >= 'a') &&
               (m_text.at(end) | 0x20) <= 'z')
            ++end;
        m_word += "{{" + m_text.mid(m_at + 5, end - m_at - 5) + "}}";
        m_at = end;
        return true;
    }

    void endWord() {
        if (m_inWord) {
            // Windows PowerShell hands \" on, and the program reads it as a quote.
            if (m_word.count('"') == m_word.count("\\\""))
                m_word.replace("\\\"", "\"");
            m_command.words << m_word;
        }
        m_word.clear();
        m_inWord = false;
    }
    void endCommand() {
        endWord();
        if (!m_command.words.isEmpty())
            m_commands.push_back(m_command);
        m_command = {};
    }

    const QByteArray& m_text;
    qsizetype m_at = 0;
    QByteArray m_word;
    bool m_inWord = false;
    CommandLine m_command;
    std::vector<CommandLine> m_commands;
};

bool endsALine(const QByteArray& text, char mark) {
    for (qsizetype at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        if (skipLineEnd(text, at + 1) > at + 1)
            return true;
    }
    return false;
}

} // namespace

std::vector<CommandLine> cmdCommands(const QByteArray& text) {
    std::vector<CommandLine> commands;
    const bool fromBrowser = text.trimmed().startsWith("curl ^\""); // the URL comes first
    for (const QByteArray& line : withoutCarets(text)) {
        if (auto words = argumentsOf(line, fromBrowser); !words.isEmpty())
            commands.push_back({std::move(words), {}});
    }
    return commands;
}

std::vector<CommandLine> powerShellCommands(const QByteArray& text) {
    return PowerShellReader(text).read();
}

ShellKind shellOf(const QByteArray& text) {
    if (endsALine(text, '`') || text.trimmed().startsWith("PS ") || text.contains("$env:"))
        return ShellKind::PowerShell;
    return endsALine(text, '^') || text.contains("^\"") ? ShellKind::Cmd : ShellKind::Posix;
}

std::vector<CommandLine> commandLines(const QByteArray& text) {
    switch (shellOf(text)) {
    case ShellKind::Cmd:
        return cmdCommands(text);
    case ShellKind::PowerShell:
        return powerShellCommands(text);
    case ShellKind::Posix:
        break;
    }
    return posixCommands(text);
}

} // namespace knockback::interop
