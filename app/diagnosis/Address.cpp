// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Address.h"

#include <algorithm>
#include <array>
#include <optional>

namespace knockback::diagnosis {
namespace {

using Octets = std::array<int, 4>;

std::optional<Octets> octets(QByteArrayView text) {
    const auto parts = text.toByteArray().split('.');
    if (parts.size() != 4)
        return std::nullopt;
    Octets found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
        bool ok = false;
        found[i] = parts[static_cast<qsizetype>(i)].toInt(&ok);
        if (!ok || found[i] < 0 || found[i] > 255)
            return std::nullopt;
    }
    return found;
}

bool isPrivate(const Octets& o) {
    return o[0] == 0 || o[0] == 10 || o[0] == 127 || (o[0] == 172 && o[1] >= 16 && o[1] < 32) ||
           (o[0] == 192 && o[1] == 168) || (o[0] == 169 && o[1] == 254) || (o[0] == 100 && o[1] >= 64 && o[1] < 128);
}

} // namespace

bool isPrivateAddress(QByteArrayView address) {
    if (address.startsWith('[')) {
        const qsizetype end = address.indexOf(']');
        return end > 0 && isPrivateAddress(address.sliced(1, end - 1));
    }
    if (address.count(':') >= 2) { // IPv6
        const QByteArray lower = address.toByteArray().toLower();
        return lower == "::" || lower == "::1" || lower.startsWith("fc") || lower.startsWith("fd") ||
               lower.startsWith("fe80:") || (lower.startsWith("::ffff:") && isPrivateAddress(lower.mid(7)));
    }
    const qsizetype colon = address.indexOf(':');
    const auto parsed = octets(colon < 0 ? address : address.first(colon));
    return parsed && isPrivate(*parsed);
}

bool isPublicName(QByteArrayView host) {
    if (!host.contains('.') || host.contains(':') || octets(host))
        return false;
    constexpr std::array<QByteArrayView, 7> inside{".local",     ".localhost", ".internal", ".lan",
                                                   ".home.arpa", ".corp",      ".test"};
    return std::none_of(inside.begin(), inside.end(), [&](QByteArrayView suffix) { return host.endsWith(suffix); });
}

} // namespace knockback::diagnosis
