// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::lab {

enum class LabErrorKind { UnknownScenario, Unreadable, BadScenario, PortTaken, PortForbidden, NotStarted };

struct LabError {
    LabErrorKind kind = LabErrorKind::NotStarted;
    QString sentence; // what, where, what to do
};

} // namespace knockback::lab
