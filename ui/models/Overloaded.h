// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::ui {

// One visitor of several lambdas.
template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace knockback::ui
