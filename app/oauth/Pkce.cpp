// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Pkce.h"

#include <QCryptographicHash>

namespace knockback::oauth {

Pkce makePkce(base::RandomSource& random) {
    QByteArray verifier = randomToken(random);
    Pkce pkce{base::Secret::copyOf(verifier), challengeOf(verifier)};
    base::wipe(verifier);
    return pkce;
}

QByteArray challengeOf(QByteArrayView verifier) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(verifier);
    return base64Url(hash.result());
}

} // namespace knockback::oauth
