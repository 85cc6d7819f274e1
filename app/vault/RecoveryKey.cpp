// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/RecoveryKey.h"

namespace knockback::vault {

namespace {
constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr qsizetype letters = 32; // of 5 bits
constexpr qsizetype group = 4;
} // namespace

base::Secret makeRecoveryKey(base::RandomSource& random) {
    base::Secret bytes = base::Secret::zeros(letters);
    random.fill(bytes.span());
    base::Secret text = base::Secret::zeros(letters + letters / group - 1);
    qsizetype at = 0;
    for (qsizetype i = 0; i < letters; ++i) {
        if (i > 0 && i % group == 0)
            text.data()[at++] = '-';
        text.data()[at++] = static_cast<unsigned char>(alphabet[bytes.data()[i] & 31]);
    }
    return text;
}

base::Secret plainRecoveryKey(const base::Secret& typed) {
    base::Secret kept = base::Secret::zeros(typed.size());
    qsizetype length = 0;
    for (char c : typed.reveal()) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        kept.data()[length++] = static_cast<unsigned char>(c);
    }
    return base::Secret::copyOf(kept.reveal().first(length));
}

} // namespace knockback::vault
