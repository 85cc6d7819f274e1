// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/PercentCoding.h"
#include "app/http/SfCharacters.h"
#include "app/http/StructuredFields.h"

#include <QHash>
#include <QStringDecoder>

namespace knockback::http {

namespace {

using namespace sf;

// The algorithms of RFC 9651 4.2, one method each. The first thing that does not fit is kept and moves the reader to
// the end of the text, where every loop stops; what is returned after that is not looked at.
class Parser {
public:
    explicit Parser(QByteArrayView text) : m_text(text) {}

    SfItem topItem() { return item(); }

    SfList topList() {
        SfList list;
        while (!atEnd()) {
            list.push_back(member());
            if (!nextMember())
                break;
        }
        return list;
    }

    SfDictionary topDictionary() {
        SfDictionary dictionary;
        QHash<QByteArray, std::size_t> places;
        while (!atEnd()) {
            QByteArray name = key();
            SfMember value = accept('=') ? member() : SfMember(SfItem{true, parameters()});
            if (const auto known = places.constFind(name); known != places.cend()) {
                dictionary[*known].member = std::move(value);
            } else {
                places.insert(name, dictionary.size());
                dictionary.push_back({std::move(name), std::move(value)});
            }
            if (!nextMember())
                break;
        }
        return dictionary;
    }

    void skipSpaces() {
        while (!atEnd() && peek() == ' ')
            ++m_at;
    }
    void expectEnd() {
        if (!atEnd())
            fail("there is more text than the value");
    }
    [[nodiscard]] const std::optional<SfError>& error() const { return m_error; }

private:
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] char peek() const { return m_text[m_at]; }
    bool accept(char c) {
        if (atEnd() || peek() != c)
            return false;
        ++m_at;
        return true;
    }
    SfBare fail(const char* reason) { return failAt(m_at, reason); }
    SfBare failAt(qsizetype position, const char* reason) {
        if (!m_error)
            m_error = SfError{position, QString::fromLatin1(reason)};
        m_at = m_text.size();
        return false;
    }

    // Past the comma between two members; false at the end.
    bool nextMember() {
        skipBlanks();
        if (atEnd())
            return false;
        if (!accept(','))
            fail("a comma is missing between two members");
        skipBlanks();
        if (atEnd())
            fail("there is nothing after the last comma");
        return true;
    }
    void skipBlanks() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t'))
            ++m_at;
    }

    SfMember member() { return !atEnd() && peek() == '(' ? SfMember(innerList()) : SfMember(item()); }

    SfInnerList innerList() {
        SfInnerList list;
        const qsizetype start = m_at++;
        for (;;) {
            skipSpaces();
            if (accept(')'))
                break;
            if (atEnd()) {
                failAt(start, "the list in brackets is not closed");
                break;
            }
            list.items.push_back(item());
            if (!atEnd() && peek() != ' ' && peek() != ')')
                fail("a space or a closing bracket must follow an item of an inner list");
        }
        list.parameters = parameters();
        return list;
    }

    SfItem item() {
        SfBare value = bare();
        return {std::move(value), parameters()};
    }

    SfParameters parameters() {
        SfParameters found;
        while (accept(';')) {
            skipSpaces();
            QByteArray name = key();
            found.set(std::move(name), accept('=') ? bare() : SfBare(true));
        }
        return found;
    }

    QByteArray key() {
        if (atEnd() || !startsKey(peek()))
            fail("a key must start with a small letter or '*'");
        return takeWhile(continuesKey).toByteArray();
    }

    SfBare bare() {
        if (atEnd())
            return fail("a value is missing");
        const char c = peek();
        if (c == '-' || isDigit(c))
            return number();
        if (c == '"')
            return string();
        if (c == ':')
            return bytes();
        if (c == '?')
            return boolean();
        if (c == '@')
            return date();
        if (c == '%')
            return displayString();
        if (startsToken(c))
            return SfToken{takeWhile(continuesToken).toByteArray()};
        return fail("no value starts like this");
    }

    template <typename Fits>
    QByteArrayView takeWhile(Fits fits) {
        const qsizetype start = m_at;
        while (!atEnd() && fits(peek()))
            ++m_at;
        return m_text.sliced(start, m_at - start);
    }

    SfBare number() {
        const qsizetype start = m_at;
        accept('-');
        const QByteArrayView whole = takeWhile(isDigit);
        if (whole.isEmpty())
            return fail("a digit must follow the minus sign");
        if (!accept('.')) {
            if (whole.size() > 15)
                return failAt(start, "an integer has at most 15 digits");
            return m_text.sliced(start, m_at - start).toLongLong();
        }
        const QByteArrayView fraction = takeWhile(isDigit);
        if (whole.size() > 12)
            return failAt(start, "a decimal has at most 12 digits before its point");
        if (fraction.isEmpty() || fraction.size() > 3)
            return failAt(start, "a decimal has one to three digits after its point");
        return m_text.sliced(start, m_at - start).toDouble();
    }

    SfBare string() {
        const qsizetype start = m_at++;
        QByteArray text;
        while (!atEnd()) {
            const char c = m_text[m_at++];
            if (c == '"')
                return SfString{text};
            if (!isPrintable(c))
                return failAt(m_at - 1, "a string holds printable ASCII only");
            if (c != '\\') {
                text += c;
                continue;
            }
            if (atEnd() || (peek() != '"' && peek() != '\\'))
                return fail("only a quote or a backslash may follow a backslash");
            text += m_text[m_at++];
        }
        return failAt(start, "the string is not closed");
    }

    SfBare bytes() {
        const qsizetype start = m_at++;
        const qsizetype end = m_text.indexOf(':', m_at);
        if (end < 0)
            return failAt(start, "the byte sequence is not closed");
        const QByteArrayView coded = m_text.sliced(m_at, end - m_at);
        m_at = end + 1;
        // Missing padding and stray bits at the end are forgiven, as the RFC asks.
        QByteArray digits = coded.toByteArray();
        for (int pad = 0; pad < 2 && digits.endsWith('='); ++pad)
            digits.chop(1);
        auto decoded = QByteArray::fromBase64Encoding(digits, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || digits.contains('=') || digits.size() % 4 == 1)
            return failAt(start, "the byte sequence is not base64");
        return SfBytes{std::move(*decoded)};
    }

    SfBare boolean() {
        ++m_at;
        if (accept('1'))
            return true;
        if (accept('0'))
            return false;
        return fail("a boolean is ?0 or ?1");
    }

    SfBare date() {
        const qsizetype start = m_at++;
        if (atEnd() || (peek() != '-' && !isDigit(peek())))
            return fail("a date is '@' and an integer");
        const SfBare seconds = number();
        if (const auto* whole = std::get_if<qint64>(&seconds))
            return SfDate{*whole};
        return failAt(start, "a date has no fraction");
    }

    static int lowerHexDigit(char c) { return c >= 'A' && c <= 'F' ? -1 : hexDigit(c); }

    SfBare displayString() {
        const qsizetype start = m_at++;
        if (!accept('"'))
            return fail("a quote must follow '%'");
        QByteArray utf8;
        for (;;) {
            if (atEnd())
                return failAt(start, "the display string is not closed");
            const char c = m_text[m_at++];
            if (c == '"')
                break;
            if (!isPrintable(c))
                return failAt(m_at - 1, "a display string holds printable ASCII only");
            if (c != '%') {
                utf8 += c;
                continue;
            }
            const int high = m_at < m_text.size() ? lowerHexDigit(m_text[m_at]) : -1;
            const int low = m_at + 1 < m_text.size() ? lowerHexDigit(m_text[m_at + 1]) : -1;
            if (high < 0 || low < 0)
                return fail("two small hex digits must follow '%'");
            utf8 += static_cast<char>(high * 16 + low);
            m_at += 2;
        }
        QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString text = decode(utf8);
        if (decode.hasError())
            return failAt(start, "the display string is not UTF-8");
        return SfDisplayString{std::move(text)};
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    std::optional<SfError> m_error;
};

template <typename T>
base::Result<T, SfError> parseAll(QByteArrayView text, T (Parser::*top)()) {
    Parser parser(text);
    parser.skipSpaces();
    T value = (parser.*top)();
    parser.skipSpaces();
    parser.expectEnd();
    if (parser.error())
        return base::Failure(*parser.error());
    return value;
}

} // namespace

base::Result<SfItem, SfError> parseSfItem(QByteArrayView text) {
    return parseAll(text, &Parser::topItem);
}
base::Result<SfList, SfError> parseSfList(QByteArrayView text) {
    return parseAll(text, &Parser::topList);
}
base::Result<SfDictionary, SfError> parseSfDictionary(QByteArrayView text) {
    return parseAll(text, &Parser::topDictionary);
}

} // namespace knockback::http
