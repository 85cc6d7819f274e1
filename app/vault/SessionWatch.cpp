// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SessionWatch.h"

#include "app/base/Extension.h"

namespace knockback::vault {

std::unique_ptr<SessionWatch> watchSession(std::function<void(SessionEvent)> heard) {
    using Make = SessionWatch* (*)(std::function<void(SessionEvent)>);
    const auto entry = base::extensionEntry(QStringLiteral("knockback-desktop"), "knockbackSessionWatch");
    return std::unique_ptr<SessionWatch>(entry ? reinterpret_cast<Make>(entry)(std::move(heard)) : nullptr);
}

} // namespace knockback::vault
