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

// Applies `change` to what is not a {{variable}}.
template <typename Change>
QString changedOutsideBraces(const QString& text, Change change) {
    QString out;
    qsizetype i = 0;
    while (i < text.size()) {
        const auto open = text.indexOf(u"{{", i);
        const auto close = open < 0 ? -1 : text.indexOf(u"}}", open);
        const auto plainEnd = close < 0 ? text.size() : open;
        out += change(text.mid(i, plainEnd - i));
        if (close < 0)
            break;
        out += QStringView(text).sliced(open, close + 2 - open);
        i = close + 2;
    }
    return out;
}

QString decoded(const QString& text) {
    return changedOutsideBraces(text, [](QString plain) {
        plain.replace(u'+', u' ');
        return QUrl::fromPercentEncoding(plain.toUtf8());
    });
}

QString encoded(const QString& text) {
    return changedOutsideBraces(
        text, [](const QString& plain) { return QString::fromLatin1(QUrl::toPercentEncoding(plain, "/:,;@!$'()*")); });
}

// One `name=value` as it stands in the URL, and what it means.
struct Part {
    QString raw;
    NameValueRow row;
};

std::vector<Part> partsOf(const QString& query) {
    std::vector<Part> parts;
    for (qsizetype at = 0; at < query.size();) {
        auto end = indexOutsideBraces(query, u'&', at);
        if (end < 0)
            end = query.size();
        const QString part = query.mid(at, end - at);
        at = end + 1;
        if (!part.isEmpty())
            parts.push_back({part, rowOfQueryPart(part)});
    }
    return parts;
}

} // namespace

std::vector<NameValueRow> rowsOfUrl(const QString& url) {
    std::vector<NameValueRow> rows;
    for (const auto& part : partsOf(split(url).query))
        rows.push_back(part.row);
    return rows;
}

QString urlWithRows(const QString& url, const std::vector<NameValueRow>& rows) {
    const Pieces pieces = split(url);
    auto old = partsOf(pieces.query);
    QStringList parts;
    for (const auto& row : rows) {
        if (!row.enabled || (row.name.isEmpty() && row.value.isEmpty()))
            continue;
        const auto same = std::find_if(old.begin(), old.end(), [&row](const Part& part) { return part.row == row; });
        parts << (same == old.end() ? queryPart(row) : same->raw);
        if (same != old.end())
            old.erase(same);
    }
    const QString query = parts.isEmpty() ? QString() : QString(u'?' + parts.join(u'&'));
    return pieces.before + query + pieces.fragment;
}

QString queryPart(const NameValueRow& row) {
    return row.value.isEmpty() && !row.name.isEmpty() ? encoded(row.name)
                                                      : QString(encoded(row.name) + u'=' + encoded(row.value));
}

NameValueRow rowOfQueryPart(const QString& part) {
    const auto equals = indexOutsideBraces(part, u'=');
    return {decoded(equals < 0 ? part : part.left(equals)), equals < 0 ? QString() : decoded(part.mid(equals + 1)),
            true};
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
