// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::session {

// Where a call goes after redirects, instead of to its draft's URL (RFC 9110 15.4).
struct Hop {
    QByteArray url; // absolute, nothing left to fill in
    QByteArray method;
    bool keepsBody = true;
    bool leftOrigin = false; // of the draft's URL: what holds a secret stays behind
    int count = 1;           // of redirects so far
};

} // namespace knockback::session
