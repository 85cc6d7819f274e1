// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/JsonCheck.h"

#include <QByteArray>
#include <QCoreApplication>

#include <vector>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("JsonCheck", text);
}

// One pass with a stack of open brackets: deep nesting costs no call stack.
class Checker {
public:
    explicit Checker(QByteArrayView text) : m_text(text) {}

    std::optional<JsonProblem> run() {
        skipSpace();
        if (atEnd())
            return std::nullopt;
        enum class Want { Value, FirstInArray, FirstInObject, Name, After };
        Want want = Want::Value;
        while (m_problem.isEmpty()) {
            skipSpace();
            if (want == Want::After && m_open.empty()) {
                if (!atEnd())
                    fail(tr("nothing may follow the end of the value"));
                break;
            }
            if (atEnd()) {
                fail(tr("the text ends before everything is closed"));
                break;
            }
            const char c = m_text[m_at];
            if (want == Want::After) {
                want = afterValue(c) ? (m_open.back() == '{' ? Want::Name : Want::Value) : Want::After;
            } else if ((want == Want::FirstInArray && c == ']') || (want == Want::FirstInObject && c == '}')) {
                close();
                want = Want::After;
            } else if (want == Want::Name || want == Want::FirstInObject) {
                name(c);
                want = Want::Value;
            } else if (c == '[' || (c == '{' && !isVariable())) {
                m_open.push_back(c);
                ++m_at;
                want = c == '[' ? Want::FirstInArray : Want::FirstInObject;
            } else {
                scalar(c);
                want = Want::After;
            }
        }
        return m_problem.isEmpty() ? std::nullopt : std::optional(place());
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char next(qsizetype ahead) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void fail(const QString& expected) {
        if (m_problem.isEmpty())
            m_problem = expected;
    }

    void skipSpace() {
        while (!atEnd() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    [[nodiscard]] bool isVariable() const {
        if (next(0) != '{' || next(1) != '{')
            return false;
        const auto end = m_text.sliced(m_at).indexOf("}}");
        return end > 2 && !m_text.sliced(m_at, end).contains('\n') && !m_text.sliced(m_at, end).contains('"');
    }

    void close() {
        m_open.pop_back();
        ++m_at;
    }

    // True after a comma.
    bool afterValue(char c) {
        const char closing = m_open.back() == '{' ? '}' : ']';
        if (c == closing) {
            close();
            return false;
        }
        if (c != ',') {
            fail(closing == '}' ? tr("a comma or } must come here") : tr("a comma or ] must come here"));
            return false;
        }
        const auto comma = m_at++;
        skipSpace();
        if (next(0) == closing) {
            m_at = comma;
            fail(tr("no comma may stand before a closing bracket"));
        }
        return true;
    }

    void name(char c) {
        if (c == '"')
            string();
        else if (isVariable())
            variable();
        else
            fail(tr("a name in double quotes must come here"));
        skipSpace();
        if (!m_problem.isEmpty())
            return;
        if (next(0) == ':')
            ++m_at;
        else
            fail(tr("a colon must follow the name"));
    }

    void variable() { m_at += m_text.sliced(m_at).indexOf("}}") + 2; }

    void scalar(char c) {
        if (c == '"')
            return string();
        if (isVariable())
            return variable();
        if (c == '-' || (c >= '0' && c <= '9'))
            return number();
        for (const QByteArrayView word : {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
            if (m_text.sliced(m_at).startsWith(word)) {
                m_at += word.size();
                return;
            }
        }
        fail(c == '\'' ? tr("text must stand in double quotes") : tr("a value must come here"));
    }

    void digits() {
        if (next(0) < '0' || next(0) > '9')
            fail(tr("a digit must come here"));
        while (next(0) >= '0' && next(0) <= '9')
            ++m_at;
    }

    void number() {
        if (next(0) == '-')
            ++m_at;
        if (next(0) == '0' && next(1) >= '0' && next(1) <= '9')
            return fail(tr("a number must not begin with 0"));
        digits();
        if (next(0) == '.') {
            ++m_at;
            digits();
        }
        if (next(0) == 'e' || next(0) == 'E') {
            ++m_at;
            if (next(0) == '+' || next(0) == '-')
                ++m_at;
            digits();
        }
    }

    void string() {
        const auto start = m_at++;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return;
            }
            if (c == '\n' || c == '\r')
                break;
            if (static_cast<unsigned char>(c) < 0x20)
                return fail(tr("a control character must be written as \\u…"));
            m_at += c == '\\' ? escape() : 1;
            if (!m_problem.isEmpty())
                return;
        }
        m_at = start;
        fail(tr("this text has no closing quote on its line"));
    }

    // How many bytes the escape at m_at has.
    qsizetype escape() {
        if (next(1) == 'u') {
            for (int i = 2; i < 6; ++i) {
                if (!QByteArrayView("0123456789abcdefABCDEF").contains(next(i)) || next(i) == '\0') {
                    fail(tr("\\u needs four hexadecimal digits"));
                    return 0;
                }
            }
            return 6;
        }
        const bool known = next(1) != '\0' && QByteArrayView("\"\\/bfnrt").contains(next(1));
        if (!known)
            fail(tr("a backslash must be doubled, or begin \\n, \\\" or the like"));
        return known ? 2 : 0;
    }

    [[nodiscard]] JsonProblem place() const {
        const auto before = m_text.first(std::min(m_at, m_text.size()));
        const auto lineStart = before.lastIndexOf('\n') + 1;
        return {static_cast<int>(before.count('\n')) + 1,
                static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size()) + 1, m_problem};
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    std::vector<char> m_open;
    QString m_problem;
};

} // namespace

std::optional<JsonProblem> checkJson(QByteArrayView text) {
    if (text.startsWith("< ") || text.startsWith("<@") || text.contains("\n< ") || text.contains("\n<@"))
        return std::nullopt;
    return Checker(text).run();
}

QString jsonProblemSentence(const JsonProblem& problem) {
    return tr("Line %1, column %2: %3.").arg(problem.line).arg(problem.column).arg(problem.expected);
}

} // namespace knockback::ui
