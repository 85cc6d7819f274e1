// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/Theme.h"

#include <QString>

class QPainter;
class QStyleOptionViewItem;

namespace knockback::ui {

// How a table's cell departs from the usual.
struct CellLook {
    bool muted = false;
    bool struck = false;
    bool alarming = false; // the tail is a warning
    bool indented = false; // leaves the room of a check box, so that words stand in one line
    QString hint;          // in an empty cell
    QString tail;          // a small word at the right end
};

// A table's cell with its {{variables}} in colour and a hairline below. `option` is initialised from the item.
void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const CellLook& look, const VariableScope& scope,
               const Theme& theme);

} // namespace knockback::ui
