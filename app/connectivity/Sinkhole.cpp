// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Sinkhole.h"

#include "app/diagnosis/Address.h"
#include "app/http/IpNetwork.h"

#include <algorithm>

namespace knockback::connectivity {

namespace {

bool isIn(const QByteArray& address, const char* network) {
    const auto one = http::parseNetwork(address);
    const auto all = http::parseNetwork(network);
    return one && all && all->contains(*one);
}

QString reasonOf(const QByteArray& address) {
    if (address == "0.0.0.0" || address == "::")
        return QStringLiteral("the null address, as filters answer");
    if (isIn(address, "127.0.0.0/8") || address == "::1")
        return QStringLiteral("this machine itself, as filters and hosts files answer");
    if (isIn(address, "146.112.61.104/29"))
        return QStringLiteral("Cisco Umbrella's block page");
    if (isIn(address, "10.10.34.0/24"))
        return QStringLiteral("the block page of Iran's network");
    return diagnosis::isPrivateAddress(address) ? QStringLiteral("a private address for a public name") : QString();
}

} // namespace

QString sinkholeReason(const QByteArray& host, const std::vector<QByteArray>& addresses) {
    if (!diagnosis::isPublicName(host.toLower()) || addresses.empty())
        return {};
    // One real address is enough to get through.
    const bool allBad = std::all_of(addresses.begin(), addresses.end(),
                                    [](const QByteArray& address) { return !reasonOf(address).isEmpty(); });
    return allBad ? reasonOf(addresses.front()) : QString();
}

} // namespace knockback::connectivity
