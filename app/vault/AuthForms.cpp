// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthForms.h"

namespace knockback::vault {

namespace {
// The buffer goes into the Secret as a copy and is wiped here.
base::Secret taken(QByteArray& bytes) {
    base::Secret secret(bytes);
    base::wipe(bytes);
    return secret;
}
} // namespace

base::Secret basicPair(const base::Secret& user, const base::Secret& password) {
    QByteArray pair;
    pair.reserve(user.size() + password.size() + 1);
    pair.append(user.reveal()).append(':').append(password.reveal());
    return taken(pair);
}

base::Secret clientPair(const QByteArray& clientId, const base::Secret& clientSecret) {
    const QByteArray id = formEncode(clientId);
    QByteArray encoded = formEncode(clientSecret.reveal());
    QByteArray pair;
    pair.reserve(id.size() + encoded.size() + 1);
    pair.append(id).append(':').append(encoded);
    base::wipe(encoded);
    return taken(pair);
}

base::Secret basicHeader(const base::Secret& pair) {
    const auto view = pair.reveal();
    QByteArray header = "Basic " + QByteArray::fromRawData(view.data(), view.size()).toBase64();
    return taken(header);
}

QByteArray formEncode(QByteArrayView text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray encoded;
    encoded.reserve(text.size() * 3); // never grows, so leaves no copy behind
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*' ||
                           c == '-' || c == '.' || c == '_';
        if (plain)
            encoded.append(c);
        else if (c == ' ')
            encoded.append('+');
        else
            encoded.append('%').append(digits[byte >> 4]).append(digits[byte & 15]);
    }
    return encoded;
}

QByteArray exposed(const base::Secret& secret) {
    return secret.reveal().toByteArray();
}

} // namespace knockback::vault
