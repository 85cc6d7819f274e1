// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactMembers.h"

#include "app/http/Placeholder.h"
#include "app/http/RedactHeaders.h"
#include "app/http/SensitiveNames.h"
#include "app/http/WrittenCharacter.h"

#include <optional>

namespace knockback::http {

namespace {

constexpr qsizetype longestName = 64;

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

// A quote, and how many backslashes stand before it: 0 in JSON, 1 in JSON inside a JSON string, 3 one deeper.
struct Quote {
    char mark = '"';
    qsizetype backslashes = 0;
    bool operator==(const Quote&) const = default;
};

qsizetype backslashesBefore(QByteArrayView text, qsizetype at) {
    constexpr qsizetype most = 16;
    qsizetype count = 0;
    while (count < most && count < at && text[at - count - 1] == '\\')
        ++count;
    return count;
}

struct Name {
    QByteArrayView text;
    Quote quote; // of its value, too
};

// The string that opens at `at`, or behind blanks there, if one does.
std::optional<Quote> quoteAt(QByteArrayView text, qsizetype at) {
    while (at < text.size() && isBlank(text[at]))
        ++at;
    const qsizetype start = at;
    while (at < text.size() && text[at] == '\\')
        ++at;
    if (at == text.size() || (text[at] != '"' && text[at] != '\''))
        return std::nullopt;
    return Quote{text[at], at - start};
}

// A name without quotes that ends at `end`. Only a string behind the colon makes it one.
Name bareNameBefore(QByteArrayView text, qsizetype end, qsizetype colon) {
    qsizetype start = end;
    while (start > 0 && end - start < longestName && isNameChar(text[start - 1]))
        --start;
    const auto quote = start < end ? quoteAt(text, colon + 1) : std::nullopt;
    const QByteArrayView name = text.sliced(start, end - start);
    return quote && isSensitiveMember(name) ? Name{name, *quote} : Name{};
}

// The name that ends before the colon at `colon`; empty when there is none.
Name nameBefore(QByteArrayView text, qsizetype colon) {
    qsizetype end = colon;
    while (end > 0 && colon - end < 8 && isBlank(text[end - 1]))
        --end;
    if (end == 0 || (text[end - 1] != '"' && text[end - 1] != '\''))
        return bareNameBefore(text, end, colon);
    const Quote quote{text[end - 1], backslashesBefore(text, end - 1)};
    const qsizetype nameEnd = end - 1 - quote.backslashes;
    qsizetype start = nameEnd;
    while (start > 0 && nameEnd - start < longestName && isNameChar(text[start - 1]))
        --start;
    if (start == 0 || text[start - 1] != quote.mark || backslashesBefore(text, start - 1) != quote.backslashes)
        return {};
    return {text.sliced(start, nameEnd - start), quote};
}

// A cursor over the values behind one name.
class MemberRedactor {
public:
    MemberRedactor(const QByteArray& text, RedactionRun& run, QString place)
        : m_text(text)
        , m_run(run)
        , m_place(std::move(place)) {}

    QByteArray redact() {
        for (qsizetype colon = m_text.indexOf(':'); colon >= 0;
             colon = m_text.indexOf(':', std::max(colon + 1, m_at))) {
            const Name name = nameBefore(m_text, colon);
            if (name.text.isEmpty() || !(isSensitiveMember(name.text) || isSensitiveHeader(name.text)))
                continue;
            m_at = colon + 1;
            redactValue(name);
        }
        if (m_done == 0)
            return m_text;
        m_result += QByteArrayView(m_text).sliced(m_done);
        return m_result;
    }

private:
    void skipBlanks() {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }
    [[nodiscard]] bool isAt(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }

    void redactValue(const Name& name) {
        skipBlanks();
        if (!isAt('[')) {
            redactScalar(name);
            return;
        }
        do {
            ++m_at;
            skipBlanks();
            if (!redactScalar(name))
                return;
            skipBlanks();
        } while (isAt(','));
    }

    // A string or number; false for anything else, which stays.
    bool redactScalar(const Name& name) {
        qsizetype at = m_at;
        while (at < m_text.size() && m_text[at] == '\\')
            ++at;
        if (at < m_text.size() && Quote{m_text[at], at - m_at} == name.quote) {
            m_at = at + 1;
            redactString(name);
            return true;
        }
        qsizetype end = m_at;
        while (end < m_text.size() &&
               ((m_text[end] >= '0' && m_text[end] <= '9') || m_text[end] == '-' || m_text[end] == '.'))
            ++end;
        if (end == m_at)
            return false;
        const QByteArray quote = QByteArray(name.quote.backslashes, '\\') + name.quote.mark;
        const QByteArrayView number = QByteArrayView(m_text).sliced(m_at, end - m_at);
        put(end, quote + m_run.byName(number, number, placeOf(name)) + quote);
        return true;
    }

    void redactString(const Name& name) {
        const qsizetype end = stringEnd(name.quote);
        const QByteArrayView value = QByteArrayView(m_text).sliced(m_at, end - m_at);
        const QByteArray plain = unescaped(value);
        // "Authorization": "Bearer …" keeps its scheme, as the field does.
        put(end, isSensitiveHeader(name.text) && !isSensitiveMember(name.text)
                     ? redactFieldValue(name.text, value.toByteArray(), m_run, placeOf(name))
                     : m_run.byName(value, plain, placeOf(name)));
        m_at += name.quote.backslashes + 1;
    }

    // The closing quote's first backslash, or the text's end. A quote inside has more backslashes before it.
    [[nodiscard]] qsizetype stringEnd(const Quote& quote) const {
        const qsizetype period = 2 * (quote.backslashes + 1);
        for (qsizetype at = m_text.indexOf(quote.mark, m_at); at >= 0; at = m_text.indexOf(quote.mark, at + 1)) {
            qsizetype backslashes = 0;
            while (at - backslashes > m_at && m_text[at - backslashes - 1] == '\\')
                ++backslashes;
            if (backslashes % period == quote.backslashes)
                return at - quote.backslashes;
        }
        return m_text.size();
    }

    static QByteArray unescaped(QByteArrayView value) {
        if (!value.contains('\\'))
            return value.toByteArray();
        QByteArray plain;
        for (qsizetype at = 0; at < value.size();) {
            const Readings readings = readingsAt(value, at);
            const bool escape = value[at] == '\\' && readings.count > 1;
            const WrittenCharacter& way = readings.ways[escape ? 1 : 0];
            plain.append(way.bytes.data(), way.count);
            at += way.length;
        }
        return plain;
    }

    void put(qsizetype end, const QByteArray& replacement) {
        m_result += QByteArrayView(m_text).sliced(m_done, m_at - m_done);
        m_result += replacement;
        m_done = m_at = end;
    }

    [[nodiscard]] QString placeOf(const Name& name) const { return m_place + u' ' + QString::fromLatin1(name.text); }

    const QByteArray& m_text;
    RedactionRun& m_run;
    QString m_place;
    QByteArray m_result;
    qsizetype m_at = 0;
    qsizetype m_done = 0; // what is in m_result already
};

} // namespace

QByteArray redactMembers(const QByteArray& text, RedactionRun& run, const QString& place) {
    return MemberRedactor(text, run, place).redact();
}

} // namespace knockback::http
