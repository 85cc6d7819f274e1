// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/HeaderList.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::http {

// What a refused token would have to be, which no renewal of it brings but a sign-in may: more scopes (RFC 6750 3.1),
// or a stronger or newer login (RFC 9470 3).
struct SignInDemand {
    std::vector<QByteArray> scopes;
    std::vector<QByteArray> acrValues; // any of these levels, the preferred one first
    std::optional<base::Seconds> maxAge;
    bool operator==(const SignInDemand&) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == SignInDemand{}; }
};

// Of the Bearer and DPoP challenges of an answer. What is no scope or level by its characters is left out.
[[nodiscard]] SignInDemand signInDemand(const HeaderList& headers);

} // namespace knockback::http
