// SPDX-License-Identifier: GPL-3.0-or-later
// Relative references (RFC 3986 5.2). Here an absent part differs from an empty one, unlike in UrlParts.
#include "app/http/Url.h"

#include <algorithm>

namespace knockback::http {

namespace {

struct Reference {
    std::optional<QByteArray> scheme;
    std::optional<QByteArray> authority;
    QByteArray path;
    std::optional<QByteArray> query;
    std::optional<QByteArray> fragment;
};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isSchemeChar(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// The scheme's length; 0 when the text begins with none.
qsizetype schemeLength(QByteArrayView text) {
    if (text.isEmpty() || !isLetter(text.front()))
        return 0;
    const auto end = std::find_if_not(text.begin(), text.end(), isSchemeChar);
    return end != text.end() && *end == ':' ? end - text.begin() : 0;
}

// Cuts off what follows `mark`, and the mark.
std::optional<QByteArray> takeAfter(QByteArrayView& rest, char mark) {
    const qsizetype at = rest.indexOf(mark);
    if (at < 0)
        return std::nullopt;
    QByteArray after = rest.sliced(at + 1).toByteArray();
    rest = rest.first(at);
    return after;
}

// 5.2: the parts as the expression of appendix B finds them.
Reference split(QByteArrayView text) {
    Reference parts;
    parts.fragment = takeAfter(text, '#');
    parts.query = takeAfter(text, '?');
    if (const qsizetype length = schemeLength(text); length > 0) {
        parts.scheme = text.first(length).toByteArray();
        text = text.sliced(length + 1);
    }
    if (text.startsWith("//")) {
        text = text.sliced(2);
        const qsizetype slash = text.indexOf('/');
        parts.authority = (slash < 0 ? text : text.first(slash)).toByteArray();
        text = slash < 0 ? QByteArrayView() : text.sliced(slash);
    }
    parts.path = text.toByteArray();
    return parts;
}

// 5.2.4
QByteArray withoutDotSegments(QByteArrayView in) {
    QByteArray out;
    const auto dropLast = [&out] { out.truncate(std::max<qsizetype>(out.lastIndexOf('/'), 0)); };
    while (!in.isEmpty()) {
        if (in.startsWith("../")) {
            in = in.sliced(3);
        } else if (in.startsWith("./")) {
            in = in.sliced(2);
        } else if (in.startsWith("/./")) {
            in = in.sliced(2);
        } else if (in.startsWith("/../")) {
            in = in.sliced(3);
            dropLast();
        } else if (in == "/." || in == "/..") {
            if (in.size() == 3)
                dropLast();
            out += '/';
            break;
        } else if (in == "." || in == "..") {
            break;
        } else {
            const qsizetype slash = in.indexOf('/', 1);
            const qsizetype end = slash < 0 ? in.size() : slash;
            out += in.first(end);
            in = in.sliced(end);
        }
    }
    return out;
}

// 5.2.3
QByteArray merged(const Reference& base, const QByteArray& path) {
    if (base.path.isEmpty())
        return '/' + path;
    return base.path.left(base.path.lastIndexOf('/') + 1) + path;
}

// 5.2.2
Reference target(const Reference& base, Reference wanted) {
    if (wanted.scheme || wanted.authority) {
        wanted.path = withoutDotSegments(wanted.path);
    } else {
        wanted.authority = base.authority;
        if (wanted.path.isEmpty()) {
            wanted.path = base.path;
            if (!wanted.query)
                wanted.query = base.query;
        } else {
            wanted.path = withoutDotSegments(wanted.path.startsWith('/') ? wanted.path : merged(base, wanted.path));
        }
    }
    if (!wanted.scheme)
        wanted.scheme = base.scheme;
    return wanted;
}

// 5.3
QByteArray written(const Reference& parts) {
    QByteArray text;
    if (parts.scheme)
        text += *parts.scheme + ':';
    if (parts.authority)
        text += "//" + *parts.authority;
    text += parts.path;
    if (parts.query)
        text += '?' + *parts.query;
    if (parts.fragment)
        text += '#' + *parts.fragment;
    return text;
}

} // namespace

std::optional<QByteArray> resolveReference(const QByteArray& base, const QByteArray& reference) {
    if (!parseUrl(base))
        return std::nullopt;
    QByteArray url = written(target(split(base), split(reference)));
    return parseUrl(url) ? std::optional(std::move(url)) : std::nullopt;
}

} // namespace knockback::http
