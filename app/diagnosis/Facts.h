// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace knockback::diagnosis {

// What can be said of an exchange in one yes or no: the vocabulary of a rule's "facts". A "!" in front means not.
enum class Fact {
    // the request
    UserAgentMissing,
    UserAgentLibrary, // a library's or a tool's default: "python-requests/2.32", "curl/8.5"
    UserAgentScanner, // an attack tool's: sqlmap, Nikto …
    AttackPayload,    // URL or body looks like an injection, a traversal …
    CredentialSent,   // Authorization, an API key's header or parameter, a session's cookie
    BearerSent,
    AcceptsAnything, // no Accept, or one with */*
    TokenRequest,    // to an OAuth token endpoint
    // the answer
    Success, // 2xx
    EmptyBody,
    ShortBody, // at most 16 KiB: a page that can be only a notice
    JsonBody,
    HtmlBody,
    TextBody,         // neither
    NoWords,          // a short page on which a reader sees next to nothing: scripts and a title
    TimedLikeATarpit, // held for a round number of seconds, as tarpits do
    PortalRedirect,   // sent from a public name to a private address, by Location or by the page
    FailedInBody,     // the status does not say that the request failed, but the body does
    HtmlForJson,      // a page, although the request accepts only JSON
    // limits
    RetryAfter,
    LimitsAnnounced,
    QuotaExhausted,
    QuotaLeft, // limits announced, none of them exhausted
    // the connection
    ClockSkewed,    // our clock and the server's are more than five minutes apart
    PrivateAddress, // the peer of a public name has a private, loopback or null address
    HistoryKnown,   // something is known of earlier attempts
    Count
};

constexpr std::size_t factCount = static_cast<std::size_t>(Fact::Count);

class FactSet {
public:
    void set(Fact fact, bool value = true) { m_bits.set(static_cast<std::size_t>(fact), value); }
    [[nodiscard]] bool has(Fact fact) const { return m_bits.test(static_cast<std::size_t>(fact)); }
    [[nodiscard]] bool hasAll(const FactSet& of) const { return (m_bits & of.m_bits) == of.m_bits; }
    [[nodiscard]] bool hasAny(const FactSet& of) const { return (m_bits & of.m_bits).any(); }
    [[nodiscard]] bool any() const { return m_bits.any(); }
    [[nodiscard]] std::uint32_t bits() const { return static_cast<std::uint32_t>(m_bits.to_ulong()); }

private:
    std::bitset<factCount> m_bits;
};

// "user_agent_missing" … and back.
[[nodiscard]] QByteArray factName(Fact fact);
[[nodiscard]] std::optional<Fact> factFromName(QByteArrayView name);

} // namespace knockback::diagnosis
