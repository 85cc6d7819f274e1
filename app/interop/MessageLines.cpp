// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/MessageLines.h"

#include <algorithm>

namespace knockback::interop {
namespace {

constexpr qsizetype longestMethod = 20;
constexpr qsizetype longestName = 100;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

// RFC 9110 5.6.2
bool isTokenCharacter(char c) {
    return isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'z') ||
           (c > ' ' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

// "HTTP/1.1", "HTTP/2", "HTTP/2.0"; in any case, since some tools write it small.
qsizetype versionLength(QByteArrayView text) {
    if (text.size() < 6 || text.first(5).compare("HTTP/", Qt::CaseInsensitive) != 0 || !isDigit(text.at(5)))
        return 0;
    return text.size() > 7 && text.at(6) == '.' && isDigit(text.at(7)) ? 8 : 6;
}

} // namespace

std::optional<int> statusOf(QByteArrayView line) {
    const qsizetype version = versionLength(line);
    if (version == 0 || line.size() <= version || line.at(version) != ' ')
        return std::nullopt;
    const QByteArrayView rest = line.sliced(version).trimmed();
    if (rest.size() < 3 || !std::all_of(rest.begin(), rest.begin() + 3, isDigit) || rest.front() == '0')
        return std::nullopt;
    if (rest.size() > 3 && rest.at(3) != ' ')
        return std::nullopt;
    return rest.first(3).toByteArray().toInt();
}

std::optional<RequestLine> requestLineOf(QByteArrayView line) {
    const QByteArrayView text = line.trimmed();
    const qsizetype first = text.indexOf(' ');
    const qsizetype last = text.lastIndexOf(' ');
    if (first < 3 || first > longestMethod || last <= first)
        return std::nullopt;
    const QByteArrayView method = text.first(first);
    const QByteArrayView target = text.sliced(first, last - first).trimmed();
    const QByteArrayView version = text.sliced(last + 1);
    const bool whole = !target.isEmpty() && !target.contains(' ') && versionLength(version) == version.size();
    const bool isMethod = isUpper(method.front()) && std::all_of(method.begin(), method.end(), [](char c) {
                              return isUpper(c) || c == '-' || c == '_';
                          });
    if (!whole || !isMethod)
        return std::nullopt;
    return RequestLine{method.toByteArray(), target.toByteArray(), version.toByteArray()};
}

bool isFieldLine(QByteArrayView line) {
    const qsizetype start = line.startsWith(':') ? 1 : 0;
    const qsizetype colon = line.indexOf(':', start);
    if (colon <= start || colon > longestName)
        return false;
    return std::all_of(line.begin() + start, line.begin() + colon, isTokenCharacter);
}

std::vector<TextLine> linesOf(QByteArrayView text) {
    std::vector<TextLine> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView whole = end < 0 ? text : text.first(end + 1);
        QByteArrayView line = end < 0 ? text : text.first(end);
        if (line.endsWith('\r'))
            line.chop(1);
        lines.push_back({line, whole});
        text = text.sliced(whole.size());
    }
    return lines;
}

} // namespace knockback::interop
