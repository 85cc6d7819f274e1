// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/Event.h"

#include <QString>

namespace knockback::report {

// A reasoned pause as a report shows it.
struct WaitSpan {
    base::WallTime from{};
    base::WallTime to{};
    journal::WaitReason reason = journal::WaitReason::Backoff;
    QString sentence; // why, as the journal has it

    [[nodiscard]] base::Microseconds length() const { return to - from; }
};

} // namespace knockback::report
