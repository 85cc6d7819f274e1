// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SecretImport.h"

namespace knockback::vault {

// What the readers of SecretImport.h share.

[[nodiscard]] ImportedFile readDotEnv(QByteArrayView text);
[[nodiscard]] ImportedFile readNetrc(QByteArrayView text);
[[nodiscard]] ImportedFile readAwsCredentials(QByteArrayView text);
[[nodiscard]] ImportedFile readPostmanEnvironment(QByteArrayView text);
[[nodiscard]] ImportedFile readInsomniaEnvironment(QByteArrayView text);

// "STRIPE_SECRET_KEY" -> "stripe-secret-key"; never empty.
[[nodiscard]] QByteArray credentialName(QByteArrayView from);

// A variable with a value: kind and hosts by the value's shape, likely when its shape or its name say so.
[[nodiscard]] ImportedSecret secretOfVariable(QByteArrayView variable, base::Secret value, const QString& origin);

// One step at a time through the lines of a text, without their line breaks.
class LineReader {
public:
    explicit LineReader(QByteArrayView text) : m_rest(text) {}
    [[nodiscard]] bool next(QByteArrayView& line);
    [[nodiscard]] int number() const { return m_number; }

private:
    QByteArrayView m_rest;
    int m_number = 0;
};

} // namespace knockback::vault
