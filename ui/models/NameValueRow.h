// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::ui {

// One line of a headers or parameters table.
struct NameValueRow {
    QString name;
    QString value;
    bool enabled = true;
    bool operator==(const NameValueRow&) const = default;
};

} // namespace knockback::ui
