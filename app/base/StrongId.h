// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace knockback::base {

// A number that can only be compared with its own kind. 0 means none.
template <typename Tag>
struct StrongId {
    std::uint64_t value = 0;

    [[nodiscard]] constexpr bool isNull() const { return value == 0; }
    friend constexpr bool operator==(StrongId a, StrongId b) { return a.value == b.value; }
    friend constexpr bool operator<(StrongId a, StrongId b) { return a.value < b.value; }
};

using CallId = StrongId<struct CallTag>;
using AttemptId = StrongId<struct AttemptTag>;
using WaitId = StrongId<struct WaitTag>;

} // namespace knockback::base

template <typename Tag>
struct std::hash<knockback::base::StrongId<Tag>> {
    std::size_t operator()(knockback::base::StrongId<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
