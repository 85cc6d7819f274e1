// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read it
#include <compare>
#endif
#include <cstdint>
#include <functional>

namespace knockback::base {

// A number that can only be compared with its own kind. 0 means none.
template <typename Tag>
struct StrongId {
    std::uint64_t value = 0;

    [[nodiscard]] constexpr bool isNull() const { return value == 0; }
    friend constexpr auto operator<=>(StrongId, StrongId) = default;
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
