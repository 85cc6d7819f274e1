// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPathText.h"

#include <QCoreApplication>

namespace knockback::ui::jsonpath {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("JsonPath", text);
}

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}
bool beginsName(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c >= QChar(0x80);
}

} // namespace

bool Text::take(QStringView word) {
    if (!QStringView(m_text).sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

void Text::skipSpace() {
    while (!atEnd() && QStringView(u" \t\n\r").contains(m_text[m_at]))
        ++m_at;
}

void Text::expect(char16_t c) {
    if (atEnd())
        fail(tr("%1 is missing at the end.").arg(QChar(c)));
    if (peek() != c)
        fail(tr("%1 is expected here.").arg(QChar(c)));
    ++m_at;
}

QByteArray Text::memberName() {
    const auto begin = m_at;
    if (atEnd() || !beginsName(m_text[m_at]))
        return {};
    while (!atEnd() && (beginsName(m_text[m_at]) || isDigit(m_text[m_at])))
        ++m_at;
    return QStringView(m_text).sliced(begin, m_at - begin).toUtf8();
}

std::optional<qint64> Text::integer() {
    const auto begin = m_at;
    take(u"-");
    const auto digits = m_at;
    while (isDigit(peek()))
        ++m_at;
    const auto text = QStringView(m_text).sliced(begin, m_at - begin);
    if (m_at == digits) {
        m_at = begin;
        return std::nullopt;
    }
    if ((m_text[digits] == u'0' && m_at > digits + 1) || text == u"-0")
        failAt(begin, tr("A number does not begin with 0, and 0 has no sign."));
    constexpr qint64 largest = (1LL << 53) - 1;
    bool good = false;
    const qint64 number = text.toLongLong(&good);
    if (!good || number > largest || number < -largest)
        failAt(begin, tr("The number is too large."));
    return number;
}

std::optional<QString> Text::number() {
    const auto begin = m_at;
    take(u"-");
    const auto digits = m_at;
    while (isDigit(peek()))
        ++m_at;
    if (m_at == digits) {
        m_at = begin;
        return std::nullopt;
    }
    if (m_text[digits] == u'0' && m_at > digits + 1)
        failAt(begin, tr("A number does not begin with 0."));
    const auto need = [this] {
        if (!isDigit(peek()))
            fail(tr("A digit is missing."));
        while (isDigit(peek()))
            ++m_at;
    };
    if (take(u"."))
        need();
    if (take(u"e") || take(u"E")) {
        if (!take(u"+"))
            take(u"-");
        need();
    }
    return m_text.sliced(begin, m_at - begin);
}

QByteArray Text::string() {
    const auto begin = m_at;
    const QChar quote = m_text[m_at++];
    QString out;
    for (;;) {
        if (atEnd())
            failAt(begin, tr("The string that begins here has no end."));
        const QChar c = m_text[m_at++];
        if (c == quote)
            return out.toUtf8();
        if (c < u' ')
            failAt(m_at - 1, tr("A control character in a string must be written with a backslash."));
        if (c == u'\\')
            out += escape(quote);
        else
            out += c;
    }
}

char16_t Text::unit() {
    bool good = false;
    const auto digits = QStringView(m_text).sliced(m_at).left(4);
    const auto value = digits.size() == 4 && !digits.startsWith(u'+') ? digits.toUShort(&good, 16) : ushort(0);
    if (!good)
        fail(tr("Four hexadecimal digits are expected after \\u."));
    m_at += 4;
    return value;
}

QString Text::escape(QChar quote) {
    const auto begin = m_at - 1;
    const QChar c = peek();
    ++m_at;
    static constexpr QStringView written = u"bfnrt/\\";
    static constexpr QStringView meant = u"\b\f\n\r\t/\\";
    if (const auto at = written.indexOf(c); !c.isNull() && at >= 0)
        return QString(meant[at]);
    if (c == quote)
        return QString(c);
    if (c != u'u')
        failAt(begin, tr("This is no escape that JSONPath knows."));
    const char16_t first = unit();
    if (QChar::isLowSurrogate(first))
        failAt(begin, tr("The second half of a character stands alone."));
    if (!QChar::isHighSurrogate(first))
        return QString(QChar(first));
    if (!take(u"\\u"))
        failAt(begin, tr("The first half of a character stands alone."));
    const char16_t second = unit();
    if (!QChar::isLowSurrogate(second))
        failAt(begin, tr("The first half of a character stands alone."));
    return QString(QChar(first)) + QChar(second);
}

} // namespace knockback::ui::jsonpath
