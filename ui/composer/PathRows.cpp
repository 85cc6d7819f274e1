// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PathRows.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace knockback::ui {

namespace {

// A URL cut into what stands before the path's first '/', the segments, and what stands after the path.
struct CutUrl {
    QString before;
    QStringList segments;
    QString after;

    [[nodiscard]] QString joined() const {
        return before + (segments.isEmpty() ? QString() : QString(u'/' + segments.join(u'/'))) + after;
    }
};

// What stands inside {{braces}} is not looked into.
QString withBracesBlank(const QString& text) {
    QString blank = text;
    for (auto open = blank.indexOf(u"{{"); open >= 0; open = blank.indexOf(u"{{", open + 1)) {
        const auto close = blank.indexOf(u"}}", open);
        if (close < 0)
            break;
        for (auto i = open; i < close + 2; ++i)
            blank[i] = u'_';
    }
    return blank;
}

CutUrl cut(const QString& url) {
    const QString blank = withBracesBlank(url);
    static const QRegularExpression ends(QStringLiteral("[?#]"));
    auto end = blank.indexOf(ends);
    if (end < 0)
        end = blank.size();
    const auto scheme = blank.indexOf(u"://");
    const auto start = blank.indexOf(u'/', scheme >= 0 && scheme < end ? scheme + 3 : 0);
    if (start < 0 || start >= end)
        return {url.left(end), {}, url.mid(end)};
    CutUrl parts{url.left(start), {}, url.mid(end)};
    for (auto from = start + 1; from <= end;) {
        auto slash = blank.indexOf(u'/', from);
        if (slash < 0 || slash > end)
            slash = end;
        parts.segments << url.mid(from, slash - from);
        from = slash + 1;
    }
    return parts;
}

// `:name`, `{name}`; empty when it is none.
QString placeholderName(const QString& segment) {
    static const QRegularExpression form(QStringLiteral("^(?::([A-Za-z_][\\w.-]*)|\\{([A-Za-z_][\\w.-]*)\\})$"));
    const auto match = form.match(segment);
    return match.captured(1) + match.captured(2);
}

bool looksLikeValue(const QString& segment) {
    static const QRegularExpression value(QStringLiteral(
        "^(?:\\d+|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|\\{\\{[^{}]+\\}\\})$"));
    return value.match(segment).hasMatch();
}

bool fits(const QString& name, const QString& segment) {
    return !placeholderName(name).isEmpty() || name == segment;
}

// The name of each segment, empty for those without. Names are taken from the longest run of fitting segments at the
// front and then at the back; a run counts when a segment without a name is in it, or when it is the whole path.
QStringList alignedNames(const QStringList& segments, const QString& names) {
    QStringList aligned;
    for (const auto& segment : segments)
        aligned << placeholderName(segment);
    if (names.isEmpty())
        return aligned;
    const QStringList old = names.mid(1).split(u'/');
    const auto common = std::min(old.size(), segments.size());
    const auto takeRun = [&](qsizetype oldStart, qsizetype start, qsizetype length) {
        bool anchored = length == old.size() && length == segments.size();
        for (qsizetype i = 0; i < length; ++i)
            anchored = anchored || placeholderName(old[oldStart + i]).isEmpty();
        for (qsizetype i = 0; anchored && i < length; ++i) {
            if (aligned[start + i].isEmpty())
                aligned[start + i] = placeholderName(old[oldStart + i]);
        }
    };
    qsizetype front = 0;
    while (front < common && fits(old[front], segments[front]))
        ++front;
    takeRun(0, 0, front);
    qsizetype back = 0;
    while (back < common - front && fits(old[old.size() - 1 - back], segments[segments.size() - 1 - back]))
        ++back;
    takeRun(old.size() - back, segments.size() - back, back);
    return aligned;
}

QString encoded(const QString& value) {
    QString out;
    for (qsizetype i = 0; i < value.size();) {
        const auto open = value.indexOf(u"{{", i);
        const auto close = open < 0 ? -1 : value.indexOf(u"}}", open);
        const auto end = close < 0 ? value.size() : open;
        out += QString::fromLatin1(QUrl::toPercentEncoding(value.mid(i, end - i), "!$&'()*+,;=:@"));
        if (close < 0)
            break;
        out += QStringView(value).sliced(open, close + 2 - open);
        i = close + 2;
    }
    // What would read as a placeholder is a value here.
    return placeholderName(out).isEmpty() ? out : QString(QStringLiteral("%3A") + out.mid(1));
}

} // namespace

std::vector<PathRow> pathRows(const QString& url, const QString& names) {
    const auto segments = cut(url).segments;
    const auto aligned = alignedNames(segments, names);
    std::vector<PathRow> rows;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const bool placeholder = !placeholderName(segments[i]).isEmpty();
        const QString value = placeholder ? QString() : QUrl::fromPercentEncoding(segments[i].toUtf8());
        if (!aligned[i].isEmpty())
            rows.push_back({static_cast<int>(i), aligned[i], value, true});
        else if (looksLikeValue(segments[i]))
            rows.push_back({static_cast<int>(i), i > 0 ? segments[i - 1] : QString(), value, false});
    }
    return rows;
}

QString urlWithSegment(const QString& url, const PathRow& row, const QString& value) {
    auto parts = cut(url);
    if (row.segment >= parts.segments.size())
        return url;
    parts.segments[row.segment] = value.isEmpty() && row.named ? QString(u':' + row.name) : encoded(value);
    return parts.joined();
}

QString pathTemplate(const QString& url, const std::vector<PathRow>& rows) {
    auto segments = cut(url).segments;
    bool any = false;
    for (const auto& row : rows) {
        if (row.named && row.segment < segments.size()) {
            segments[row.segment] = u':' + row.name;
            any = true;
        }
    }
    return any ? QString(u'/' + segments.join(u'/')) : QString();
}

QString pathNames(const QString& url, const std::vector<PathRow>& rows) {
    const auto segments = cut(url).segments;
    const bool needed = std::any_of(rows.begin(), rows.end(), [&segments](const PathRow& row) {
        return row.named && row.segment < segments.size() && placeholderName(segments[row.segment]).isEmpty();
    });
    return needed ? pathTemplate(url, rows) : QString();
}

std::vector<QString> unfilledSegments(const QString& url) {
    std::vector<QString> names;
    for (const auto& segment : cut(url).segments) {
        if (const QString name = placeholderName(segment); !name.isEmpty())
            names.push_back(name);
    }
    return names;
}

bool isPathName(QStringView name) {
    return !placeholderName(u':' + name.toString()).isEmpty();
}

} // namespace knockback::ui
