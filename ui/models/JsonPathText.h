// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::ui {

// Why a text is no JSONPath.
struct JsonPathError {
    QString sentence;
    qsizetype position = 0; // of the character in the text, from 0
};

namespace jsonpath {

// The characters of a query, read from left to right. Parsing functions that fail throw a JsonPathError;
// JsonPath::parse catches it.
class Text {
public:
    explicit Text(QString text) : m_text(std::move(text)) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar();
    }
    [[nodiscard]] qsizetype position() const { return m_at; }
    void rewind(qsizetype position) { m_at = position; }
    void skip(qsizetype count = 1) { m_at += count; }
    // Takes `word` if it comes next.
    bool take(QStringView word);
    void skipSpace();
    // Takes `c`, or fails with "expected `c`".
    void expect(char16_t c);

    // The name after a dot; empty when none begins here.
    QByteArray memberName();
    // A quoted string with its escapes undone, as UTF-8.
    QByteArray string();
    // An integer within ±(2^53 - 1).
    std::optional<qint64> integer();
    // A JSON number.
    std::optional<QString> number();

    [[noreturn]] void fail(const QString& sentence) const { failAt(m_at, sentence); }
    [[noreturn]] static void failAt(qsizetype position, const QString& sentence) {
        throw JsonPathError{sentence, position};
    }

private:
    QString escape(QChar quote);
    char16_t unit();

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace jsonpath

} // namespace knockback::ui
