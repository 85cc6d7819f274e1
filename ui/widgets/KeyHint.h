// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QLabel>

namespace knockback::ui {

// A key in a little frame, as the desktop spells it: "Ctrl K". For the eye only: screen readers hear the action's own
// name.
class KeyHint final : public QLabel {
    Q_OBJECT
public:
    explicit KeyHint(const QKeySequence& key, QWidget* parent = nullptr);
    void setKey(const QKeySequence& key);
};

} // namespace knockback::ui
