// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/QueryRows.h"

#include <QUrl>

#include <algorithm>

namespace knockback::ui {

namespace {

struct Pieces {
    QString before;   // up to the '?'
    QString query;    // without it
    QString fragment; // with its '#'
    bool hasQuery = false;
};

// A '?' or '#' inside {{braces}} is part of a variable's name.
qsizetype indexOutsideBraces(QStringView text, QChar wanted, qsizetype from = 0) {
    for (auto i = from; i < text.size(); ++i) {
        if (text.sliced(i).startsWith(u"{{")) {
            const auto end = text.indexOf(u"}}", i);
            if (end >= 0) {
                i = end + 1;
                continue;
            }
        }
        if (text[i] == wanted)
            return i;
    }
    return -1;
}

Pieces split(const QString& url) {
    Pieces pieces;
    const auto hash = indexOutsideBraces(url, u'#');
    pieces.fragment = hash < 0 ? QString() : url.mid(hash);
    const QString rest = hash < 0 ? url : url.left(hash);
    const auto mark = indexOutsideBraces(rest, u'?');
    pieces.hasQuery = mark >= 0;
    pieces.before = mark < 0 ? rest : rest.left(mark);
    pieces.query = mark < 0 ? QString() : rest.mid(mark + 1);
    return pieces;
}

QString decoded(QString text) {
    text.replace(u'+', u' ');
    return QUrl::fromPercentEncoding(text.toUtf8());
}

QString encoded(const QString& text) {
    QString out;
    qsizetype i = 0;
    while (i < text.size()) {
        const auto open = text.indexOf(u"{{", i);
        const auto close = open < 0 ? -1 : text.indexOf(u"}}", open);
        const auto plainEnd = close < 0 ? text.size() : open;
        out += QString::fromLatin1(QUrl::toPercentEncoding(text.mid(i, plainEnd - i), "/:,;@!$'()*"));
        if (close < 0)
            break;
        out += QStringView(text).sliced(open, close + 2 - open);
        i = close + 2;
    }
    return out;
}

} // namespace

std::vector<NameValueRow> rowsOfUrl(const QString& url) {
    std::vector<NameValueRow> rows;
    const QString query = split(url).query;
    for (qsizetype at = 0; at <= query.size() && !query.isEmpty();) {
        auto end = indexOutsideBraces(query, u'&', at);
        if (end < 0)
            end = query.size();
        const QString part = query.mid(at, end - at);
        at = end + 1;
        if (part.isEmpty())
            continue;
        const auto equals = indexOutsideBraces(part, u'=');
        rows.push_back({decoded(equals < 0 ? part : part.left(equals)),
                        equals < 0 ? QString() : decoded(part.mid(equals + 1)), true});
    }
    return rows;
}

QString urlWithRows(const QString& url, const std::vector<NameValueRow>& rows) {
    const Pieces pieces = split(url);
    QStringList parts;
    for (const auto& row : rows) {
        if (row.enabled && !(row.name.isEmpty() && row.value.isEmpty()))
            parts << (row.value.isEmpty() ? encoded(row.name) : encoded(row.name) + u'=' + encoded(row.value));
    }
    const QString query = parts.isEmpty() ? QString() : QString(u'?' + parts.join(u'&'));
    return pieces.before + query + pieces.fragment;
}

std::vector<NameValueRow> mergedRows(const std::vector<NameValueRow>& shown, const QString& url) {
    auto rows = rowsOfUrl(url);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (!shown[i].enabled)
            rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(std::min(i, rows.size())), shown[i]);
    }
    return rows;
}

} // namespace knockback::ui
