// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/PlaceInLine.h"

#include <QString>

namespace knockback::ui {

// "3rd in line, goes out in 4.2 s"; "next in line" when nobody is before it. Where only an answer can tell when, it
// says so.
[[nodiscard]] QString placeWords(const session::PlaceInLine& place, base::SteadyTime now);

// "1st", "2nd", "3rd", "11th"
[[nodiscard]] QString ordinal(int number);

// A wait that is watched: "4.2 s", "41 s", "5 min"; never less than is left.
[[nodiscard]] QString watchedText(base::Nanoseconds left);

} // namespace knockback::ui
