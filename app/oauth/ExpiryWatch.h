// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Parts.h"

#include <map>

namespace knockback::oauth {

// How long tokens still live. Those fetched in this process are counted from the moment their request was sent, on a
// clock that runs during suspend and that nobody sets; the wall clock is only asked for those from an earlier run.
class ExpiryWatch {
public:
    explicit ExpiryWatch(const Parts& parts) : m_parts(parts) {}

    void remember(const vault::Credential& renewed, base::SteadyTime sentAt, base::Nanoseconds lifetime);
    // Nothing when the expiry is unknown, or when it cannot be trusted because the token is from the future: then the
    // wall clock was set back since.
    [[nodiscard]] std::optional<base::Nanoseconds> remaining(const vault::Credential& credential) const;

private:
    struct Birth {
        std::uint64_t generation;
        base::SteadyTime sentAt;
        base::Nanoseconds lifetime;
    };
    const Parts& m_parts;
    std::map<QByteArray, Birth> m_births;
};

} // namespace knockback::oauth
