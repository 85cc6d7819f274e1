// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"

#include <QByteArray>

#include <vector>

namespace knockback::http {

// One challenge of a WWW-Authenticate or Proxy-Authenticate field (RFC 9110 11.6.1).
struct AuthChallenge {
    QByteArray scheme;               // as written
    QByteArray token;                // "Negotiate YII…="; empty when there are parameters
    std::vector<HeaderField> params; // names as written, values without their quotes

    [[nodiscard]] bool is(QByteArrayView schemeName) const; // in any case
    // The first parameter of that name, in any case; empty when there is none.
    [[nodiscard]] QByteArray param(QByteArrayView name) const;
};

// All challenges of one field's value, in order. What is no challenge is passed over, up to the next comma that is not
// inside quotes.
[[nodiscard]] std::vector<AuthChallenge> parseChallenges(QByteArrayView field);

} // namespace knockback::http
