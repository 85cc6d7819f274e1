// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ActionTable.h"

#include <QDialog>

namespace knockback::ui {

// The list of keys behind F1. Opens beside the work, does not block it, and deletes itself when closed.
class KeyList final : public QDialog {
    Q_OBJECT
public:
    KeyList(const std::vector<ActionTable::KeyLine>& lines, QWidget* parent);
};

} // namespace knockback::ui
