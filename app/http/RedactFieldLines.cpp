// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactFieldLines.h"

#include "app/http/RedactHeaders.h"
#include "app/http/SensitiveNames.h"
#include "app/http/SfCharacters.h"

#include <algorithm>

namespace knockback::http {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

// The sensitive field name that ends at `colon`, in a text of any kind.
QByteArrayView fieldNameBefore(QByteArrayView text, qsizetype colon) {
    constexpr qsizetype longest = 64;
    qsizetype end = colon;
    while (end > 0 && colon - end < longest && isBlank(text[end - 1]))
        --end;
    qsizetype start = end;
    while (start > 0 && end - start < longest &&
           (sf::isAlpha(text[start - 1]) || sf::isDigit(text[start - 1]) || text[start - 1] == '-'))
        --start;
    QByteArrayView name = text.sliced(start, end - start);
    if (start > 0 && text[start - 1] == '\\' && !name.isEmpty())
        name = name.sliced(1); // behind a "\n" in a string
    const bool looksLikeField = name.contains('-') || sameFieldName(name, "Authorization") ||
                                sameFieldName(name, "Cookie") || sameFieldName(name, "DPoP");
    return looksLikeField && isSensitiveHeader(name) ? name : QByteArrayView();
}

// The string that a field stands in: its quote, and how many backslashes stand before the quote that ends it (0 in
// JSON, 1 in JSON inside a JSON string, 3 one deeper). A line ends there with one backslash more and an r or n.
struct String {
    char quote = '"';
    qsizetype backslashes = 0;
};

qsizetype backslashesBefore(QByteArrayView text, qsizetype at) {
    constexpr qsizetype most = 16;
    qsizetype count = 0;
    while (count < most && count < at && text[at - count - 1] == '\\')
        ++count;
    return count;
}

// Where the value of a field ends that stands in a string.
qsizetype stringEnd(QByteArrayView text, qsizetype start, const String& string) {
    static constexpr QByteArrayView quoteInShell = "'\\''";
    const qsizetype period = 2 * (string.backslashes + 1);
    qsizetype run = 0; // of backslashes before `at`
    for (qsizetype at = start; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\') {
            ++run;
            continue;
        }
        if (string.quote == '\'' && text.sliced(at).startsWith(quoteInShell)) {
            at += quoteInShell.size() - 1;
            continue;
        }
        if (c == '\r' || c == '\n')
            return at;
        if (c == string.quote && run % period == string.backslashes)
            return at - string.backslashes;
        if ((c == 'r' || c == 'n') && string.quote == '"' && run % period == string.backslashes + 1)
            return at - string.backslashes - 1;
        run = 0;
    }
    return text.size();
}

// Where the value of a field ends that has its line to itself.
qsizetype lineEnd(QByteArrayView text, qsizetype start, bool mayContinue) {
    qsizetype end = text.indexOf('\n', start);
    while (end >= 0 && mayContinue && end + 1 < text.size() && isBlank(text[end + 1]))
        end = text.indexOf('\n', end + 1);
    if (end < 0)
        end = text.size();
    while (end > start && text[end - 1] == '\r')
        --end;
    return end;
}

// Which quote, if any, was opened on the line before a place. Asked for places in order.
class Quotes {
public:
    explicit Quotes(QByteArrayView text) : m_text(text) {}
    [[nodiscard]] char before(qsizetype place) {
        for (; m_at < place; ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n' || (c == m_quote && backslashesBefore(m_text, m_at) == 0))
                m_quote = '\0';
            else if ((c == '"' || c == '\'') && m_quote == '\0' && opens(m_at))
                m_quote = c;
        }
        return m_quote;
    }

private:
    // An apostrophe stands behind a letter.
    [[nodiscard]] bool opens(qsizetype at) const {
        return m_text[at] == '"' || at == 0 || !(sf::isAlpha(m_text[at - 1]) || sf::isDigit(m_text[at - 1]));
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    char m_quote = '\0';
};

// Where the value at `start` of the field named at `nameStart` ends.
qsizetype valueEnd(QByteArrayView text, qsizetype nameStart, qsizetype start, Quotes& quotes) {
    const char before = nameStart > 0 ? text[nameStart - 1] : '\n';
    const qsizetype backslashes = backslashesBefore(text, nameStart - 1);
    if (before == '"' || before == '\'')
        return stringEnd(text, start, {before, backslashes});
    if (before == 'n' && backslashes > 0)
        return stringEnd(text, start, {'"', backslashes - 1});
    const char quote = quotes.before(nameStart);
    return quote != '\0' ? stringEnd(text, start, {quote, 0}) : lineEnd(text, start, before == '\n');
}

} // namespace

QByteArray redactFieldLines(const QByteArray& text, RedactionRun& run) {
    QByteArray result;
    qsizetype done = 0;
    Quotes quotes(text);
    for (qsizetype colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', std::max(colon + 1, done))) {
        const QByteArrayView name = fieldNameBefore(text, colon);
        if (name.isEmpty())
            continue;
        qsizetype start = colon + 1;
        while (start < text.size() && isBlank(text[start]))
            ++start;
        const qsizetype nameStart = name.data() - text.data();
        const qsizetype end = valueEnd(text, nameStart, start, quotes);
        result += QByteArrayView(text).sliced(done, start - done);
        result += redactFieldValue(name, text.mid(start, end - start), run, QString::fromLatin1(name));
        done = end;
    }
    if (done == 0)
        return text;
    return result + text.mid(done);
}

} // namespace knockback::http
