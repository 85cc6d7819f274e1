// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"

#include <QByteArray>

#include <optional>

namespace knockback::http {

// A server's Digest challenge (RFC 7616 3.3).
struct DigestChallenge {
    QByteArray realm;
    QByteArray nonce;
    QByteArray opaque;
    QByteArray algorithm = "MD5"; // MD5, SHA-256, SHA-512-256, and each with -sess
    bool auth = false;            // offered qualities of protection
    bool authInt = false;
    bool stale = false;
    bool userHash = false;
    bool utf8 = false; // the server reads names in UTF-8, and says so
};

// The strongest challenge of an answer's WWW-Authenticate fields that can be answered.
[[nodiscard]] std::optional<DigestChallenge> digestChallenge(const HeaderList& answer);

struct DigestInput {
    QByteArray method;
    QByteArray target; // path and query as sent
    QByteArray user;
    QByteArray password;
    QByteArray clientNonce; // random, 16 bytes or more in hex
    int count = 1;          // of requests with this nonce
    QByteArray body;        // for auth-int alone
};
// The Authorization field's value.
[[nodiscard]] QByteArray digestAuthorization(const DigestChallenge& challenge, const DigestInput& input);

} // namespace knockback::http
