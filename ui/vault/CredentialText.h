// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/vault/Credential.h"

#include <QString>

namespace knockback::ui {

// "OAuth · client credentials", "API key · header X-Api-Key"
[[nodiscard]] QString kindText(const vault::Credential& credential);
// "{{vault:name}}"
[[nodiscard]] QString referenceText(const vault::Credential& credential);
[[nodiscard]] QString hostsText(const vault::Credential& credential);

// The expiry badge: what it says and in which colour.
struct ExpiryBadge {
    QString text; // "58 min", "expired 3 min ago", "no expiry"
    diagnosis::Cause look = diagnosis::Cause::None;
};
[[nodiscard]] ExpiryBadge expiryBadge(const vault::Credential& credential, base::WallTime now);

// Whether it holds: "valid", "expired", "no token".
[[nodiscard]] ExpiryBadge stateBadge(const vault::Credential& credential, base::WallTime now);

// "auto, 5 min before", "failed: …", "rotate every 90 d · due in 12 d", "overdue 4 d", "manual"
[[nodiscard]] QString rotationText(const vault::Credential& credential, base::WallTime now);
// "2 s ago", "never"
[[nodiscard]] QString agoText(const std::optional<base::WallTime>& then, base::WallTime now);
// Local time of day, with the date when it is not today's.
[[nodiscard]] QString clockText(base::WallTime time, base::WallTime now);

// How much of its life is over, 0 … 1; nothing when it does not end.
[[nodiscard]] std::optional<double> lifeSpent(const vault::Credential& credential, base::WallTime now);

// The share of its life that is left when it is renewed by itself; nothing when it is not.
[[nodiscard]] std::optional<double> rotationMark(const vault::Credential& credential);

} // namespace knockback::ui
