// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace knockback::ui {

// Where the first '"' or '\' is; the size when there is none.
[[nodiscard]] qsizetype findQuoteOrBackslash(QByteArrayView bytes);
// Where the first of " { } [ ] is; the size when there is none.
[[nodiscard]] qsizetype findQuoteOrBracket(QByteArrayView bytes);
// Bytes that begin a UTF-8 character: all but continuation bytes.
[[nodiscard]] qint64 countCharacters(QByteArrayView bytes);

struct TextCount {
    qint64 lineFeeds = 0;
    qint64 characters = 0;
};
// Both in one pass.
[[nodiscard]] TextCount countText(QByteArrayView bytes);

} // namespace knockback::ui
