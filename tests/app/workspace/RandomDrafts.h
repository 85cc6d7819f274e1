// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "tests/app/workspace/Dice.h"

namespace knockback::test {

[[nodiscard]] workspace::AuthDraft randomAuth(Dice& dice);
[[nodiscard]] workspace::RequestSettings randomSettings(Dice& dice);
[[nodiscard]] workspace::RequestDraft randomDraft(Dice& dice);
// Lines of every construct that the three tools know, in any order.
[[nodiscard]] QByteArray randomFile(Dice& dice);

} // namespace knockback::test
