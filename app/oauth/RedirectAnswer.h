// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>

#include <variant>

namespace knockback::oauth {

// What the query of a redirect says to a login.
struct NotForThisLogin {}; // another state, another issuer, or nothing that is an answer: the login goes on waiting
struct LoginRefused {
    QByteArray error; // "access_denied" …; empty when it is no word of the protocol
};
struct LoginCode {
    base::Secret code;
};
using RedirectAnswer = std::variant<NotForThisLogin, LoginRefused, LoginCode>;

struct RedirectExpectation {
    QByteArray state;
    QByteArray issuer;           // empty = unknown
    bool issuerRequired = false; // RFC 9207 2.4
};

// The state is compared first and in constant time; only an answer with the right one is looked at.
[[nodiscard]] RedirectAnswer readRedirect(QByteArrayView query, const RedirectExpectation& expected);

} // namespace knockback::oauth
