// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

// The little of RFC 1035 that asking for a host's addresses needs.
namespace knockback::connectivity {

enum class DnsType : std::uint16_t { A = 1, Aaaa = 28 };

// One question, recursion desired. `name` is ASCII without a trailing dot; empty when it cannot be asked for (a label
// over 63 bytes, or 253 in all).
[[nodiscard]] QByteArray dnsQuery(std::uint16_t id, const QByteArray& name, DnsType type);

enum class DnsCode { NoError = 0, FormatError = 1, ServerFailure = 2, NameError = 3, NotImplemented = 4, Refused = 5 };

struct DnsReply {
    int code = 0; // of DnsCode, or another one
    bool truncated = false;
    std::vector<QByteArray> addresses; // of the asked type, as text, aliases followed
};

// Nothing when `message` is no whole reply to that question: another id or name, a broken message.
[[nodiscard]] std::optional<DnsReply> parseDnsReply(const QByteArray& message, std::uint16_t id, const QByteArray& name,
                                                    DnsType type);

} // namespace knockback::connectivity
