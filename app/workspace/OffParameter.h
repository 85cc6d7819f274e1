// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::workspace {

// A query parameter that is switched off: not in the URL, but kept. In the file: `# @knockback.parameter-off 2 page=3`.
struct OffParameter {
    int place = 0;   // among all parameters, from 0
    QByteArray part; // as it would stand in the URL between two '&'
    bool operator==(const OffParameter&) const = default;
};

} // namespace knockback::workspace
