// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ExpiryWatch.h"

namespace knockback::oauth {

namespace {
constexpr base::Seconds clockTolerance(60);
}

void ExpiryWatch::remember(const vault::Credential& renewed, base::SteadyTime sentAt, base::Nanoseconds lifetime) {
    m_births[renewed.name] = {renewed.generation, sentAt, lifetime};
}

std::optional<base::Nanoseconds> ExpiryWatch::remaining(const vault::Credential& credential) const {
    if (!credential.expiresAt)
        return std::nullopt;
    const auto birth = m_births.find(credential.name);
    if (birth != m_births.end() && birth->second.generation == credential.generation)
        return birth->second.lifetime - (m_parts.bootTime() - birth->second.sentAt);
    const auto now = m_parts.wallNow();
    if (credential.issuedAt && *credential.issuedAt > now + clockTolerance)
        return std::nullopt;
    return *credential.expiresAt - now;
}

} // namespace knockback::oauth
