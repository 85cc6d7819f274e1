// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/DnsMessage.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;

// A reply to the one question that the corpus answers, from a server that may be anybody.
FUZZ_TARGET(DnsReply) {
    for (const auto type : {connectivity::DnsType::A, connectivity::DnsType::Aaaa}) {
        const auto reply = connectivity::parseDnsReply(input.toByteArray(), 7, "api.example", type);
        if (!reply)
            continue;
        fuzz::require(reply->addresses.size() <= static_cast<std::size_t>(input.size()) / 4,
                      "no address without its bytes");
        for (const QByteArray& address : reply->addresses)
            fuzz::require(address.contains(type == connectivity::DnsType::A ? '.' : ':'), "an address of that family");
    }
}
