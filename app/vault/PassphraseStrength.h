// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace knockback::vault {

enum class Strength { Empty, Weak, Fair, Strong };

// How many guesses a passphrase stands, as the power of two: by the letters it is made of, where what repeats, counts
// up or is among the words that everybody tries first adds next to nothing. An estimate, and a careful one.
[[nodiscard]] double passphraseBits(QByteArrayView passphrase);

// What that means where a guess costs a second of one machine (KdfCost): weak gives way to a day of a rented rack,
// strong to nobody.
[[nodiscard]] Strength strengthOf(QByteArrayView passphrase);

} // namespace knockback::vault
