// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace knockback::vault {

// Whether a text that somebody typed is no secret, so that it may be said back: words, numbers and short words
// with a number ("v2", "oauth2"), held together by what stands in names, paths and addresses. A password of words is
// not told from them; of keys that programs make, one in ten thousand of the shortest (128 bits) passes.
[[nodiscard]] bool isPlainWords(QByteArrayView text);

// "There is no credential “github” in the vault"; without the name when a secret may have been typed in its place.
[[nodiscard]] QString missingCredential(QByteArrayView name);

} // namespace knockback::vault
