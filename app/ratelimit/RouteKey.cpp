// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/RouteKey.h"

#include <QByteArrayList>

#include <algorithm>

namespace knockback::ratelimit {

namespace {

constexpr qsizetype longestEndpoint = 200;

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isIdentifier(const QByteArray& segment) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto digits = std::count_if(segment.begin(), segment.end(), isDigit);
    if (digits == segment.size())
        return digits > 0;
    const bool hex = std::all_of(segment.begin(), segment.end(), [](char c) { return isHex(c) || c == '-'; });
    return segment.size() >= 12 && digits > 0 && hex;
}

} // namespace

QByteArray endpointOf(const QByteArray& method, const QByteArray& path) {
    QByteArrayList segments = path.first(std::min(path.size(), longestEndpoint)).split('?').front().split('/');
    for (QByteArray& segment : segments)
        if (isIdentifier(segment))
            segment = "*";
    return method + ' ' + segments.join('/');
}

} // namespace knockback::ratelimit
