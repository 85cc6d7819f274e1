// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/HostPattern.h"

#include <QString>
#include <QUrl>

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace knockback::vault {

namespace {
std::optional<QByteArray> canonicalIpv6(const QByteArray& text) {
    in6_addr address{};
    if (inet_pton(AF_INET6, text.constData(), &address) != 1)
        return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> shortest{};
    inet_ntop(AF_INET6, &address, shortest.data(), shortest.size());
    return QByteArray(shortest.data());
}

bool isIpv4(const QByteArray& host) {
    in_addr address{};
    return inet_pton(AF_INET, host.constData(), &address) == 1;
}

bool isAddress(const QByteArray& host) {
    return host.contains(':') || isIpv4(host);
}

bool fitsHostName(const QByteArray& name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    return !name.isEmpty() && !name.startsWith('.') && !name.contains("..") &&
           std::all_of(name.begin(), name.end(), fits);
}

std::optional<QByteArray> canonicalName(QByteArray name) {
    if (name.endsWith('.'))
        name.chop(1);
    const bool ascii =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    name = ascii ? name.toLower() : QUrl::toAce(QString::fromUtf8(name)).toLower();
    return fitsHostName(name) ? std::optional(name) : std::nullopt;
}

std::optional<int> parsePort(QByteArrayView text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), digit))
        return std::nullopt;
    const int port = text.toByteArray().toInt();
    return port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

std::optional<Authority> parseBracketed(const QByteArray& text) {
    const auto close = text.indexOf(']');
    const auto address = close < 0 ? std::nullopt : canonicalIpv6(text.mid(1, close - 1));
    if (!address)
        return std::nullopt;
    const QByteArray rest = text.mid(close + 1);
    if (rest.isEmpty())
        return Authority{*address, 0};
    const auto port = rest.startsWith(':') ? parsePort(QByteArrayView(rest).sliced(1)) : std::nullopt;
    return port ? std::optional(Authority{*address, *port}) : std::nullopt;
}
} // namespace

std::optional<Authority> parseAuthority(QByteArrayView view) {
    const QByteArray text = view.trimmed().toByteArray();
    if (text.startsWith('['))
        return parseBracketed(text);
    if (text.count(':') > 1) {
        const auto address = canonicalIpv6(text);
        return address ? std::optional(Authority{*address, 0}) : std::nullopt;
    }
    const auto colon = text.indexOf(':');
    const auto name = canonicalName(colon < 0 ? text : text.left(colon));
    if (!name)
        return std::nullopt;
    if (colon < 0)
        return Authority{*name, 0};
    const auto port = parsePort(QByteArrayView(text).sliced(colon + 1));
    return port ? std::optional(Authority{*name, *port}) : std::nullopt;
}

bool hostMatches(QByteArrayView pattern, const Authority& target) {
    pattern = pattern.trimmed();
    const bool wildcard = pattern.startsWith("*.");
    const auto wanted = parseAuthority(wildcard ? pattern.sliced(2) : pattern);
    if (!wanted || wanted->port != target.port)
        return false;
    if (!wildcard)
        return wanted->host == target.host;
    return !isAddress(target.host) && !isAddress(wanted->host) && target.host.endsWith('.' + wanted->host);
}

bool isHostPattern(QByteArrayView pattern) {
    pattern = pattern.trimmed();
    const bool wildcard = pattern.startsWith("*.");
    const auto wanted = parseAuthority(wildcard ? pattern.sliced(2) : pattern);
    return wanted && !(wildcard && isAddress(wanted->host));
}

bool isLoopback(const Authority& authority) {
    return authority.host == "localhost" || authority.host.endsWith(".localhost") || authority.host == "::1" ||
           (authority.host.startsWith("127.") && isIpv4(authority.host));
}

} // namespace knockback::vault
