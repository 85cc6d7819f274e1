// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::ui {

// A row below the user's own that comes from elsewhere: a header that is added on sending, a segment of the URL's path.
struct NameValueExtra {
    QString name;
    QString value;
    QString placeholder; // stands for an empty value
    QString kind;        // a word at the row's end: "automatic", "path"
    QString reason;      // a sentence for the tooltip
    bool editable = false;
    bool switchable = false;
    bool on = true;
    bool operator==(const NameValueExtra&) const = default;
};

} // namespace knockback::ui
