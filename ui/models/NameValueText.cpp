// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NameValueText.h"

#include <QHash>
#include <QStringList>

namespace knockback::ui {

namespace {

const QHash<QChar, QChar>& escapes() {
    // The last three are turned into others by a text field.
    static const QHash<QChar, QChar> table{{u'\\', u'\\'},
                                           {u'n', u'\n'},
                                           {u'r', u'\r'},
                                           {u's', u' '},
                                           {u't', u'\t'},
                                           {u':', u':'},
                                           {u'#', u'#'},
                                           {u'=', u'='},
                                           {u'l', QChar(QChar::LineSeparator)},
                                           {u'p', QChar(QChar::ParagraphSeparator)},
                                           {u'_', QChar(QChar::Nbsp)}};
    return table;
}

// A backslash that no escape follows stands for itself, so that most values read as they are.
QString unescaped(QStringView text) {
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == u'\\' && i + 1 < text.size() && escapes().contains(text[i + 1]);
        out += escape ? escapes().value(text[++i]) : text[i];
    }
    return out;
}

QString escapeOf(QChar c) {
    return QStringLiteral("\\") + escapes().key(c);
}

bool needsEscape(QChar c) {
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator || c == QChar::Nbsp;
}

// Only what an editor puts around a line: other kinds of space belong to the text.
QStringView trimmed(QStringView text) {
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t' || c == u'\r'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

QString escaped(const QString& text, QStringView special) {
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool atEnd = i == 0 || i == text.size() - 1;
        const bool ambiguous = c == u'\\' && (i + 1 == text.size() || escapes().contains(text[i + 1]) ||
                                              special.contains(text[i + 1]) || text[i + 1].isSpace());
        const bool lost = needsEscape(c) || (atEnd && (c == u' ' || c == u'\t'));
        out += lost || ambiguous || special.contains(c) ? escapeOf(c) : QString(c);
    }
    return out;
}

qsizetype firstUnescaped(QStringView text, QChar wanted) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == wanted)
            return i;
    }
    return -1;
}

NameValueRow rowOfLine(QStringView line) {
    NameValueRow row;
    if (line.startsWith(u'#')) {
        row.enabled = false;
        line = trimmed(line.sliced(1));
    }
    auto cut = firstUnescaped(line, u':');
    if (cut < 0)
        cut = firstUnescaped(line, u'=');
    row.name = unescaped(trimmed(cut < 0 ? line : line.first(cut)));
    row.value = cut < 0 ? QString() : unescaped(trimmed(line.sliced(cut + 1)));
    return row;
}

} // namespace

QString textOfRows(const std::vector<NameValueRow>& rows) {
    QStringList lines;
    for (const auto& row : rows) {
        const QString value = escaped(row.value, {});
        lines << (row.enabled ? QString() : QStringLiteral("# ")) + escaped(row.name, u":#") +
                     (value.isEmpty() ? QStringLiteral(":") : QStringLiteral(": ") + value);
    }
    return lines.join(u'\n');
}

std::vector<NameValueRow> rowsOfText(QStringView text) {
    std::vector<NameValueRow> rows;
    for (auto line : text.split(u'\n')) {
        line = trimmed(line);
        if (!line.isEmpty())
            rows.push_back(rowOfLine(line));
    }
    return rows;
}

} // namespace knockback::ui
