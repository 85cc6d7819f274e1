// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QTableView>

namespace knockback::ui {

// A table whose cells are typed into without a double click first.
class TypingTable : public QTableView {
    Q_OBJECT
public:
    explicit TypingTable(ThemeManager& themes, QWidget* parent = nullptr);

    // Takes over what is being typed, as Return would.
    void commit();
};

} // namespace knockback::ui
