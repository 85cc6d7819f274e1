// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/BodyKind.h"

#include <QFrame>

#include <array>

class QButtonGroup;
class QToolButton;

namespace knockback::ui {

// Pretty, Raw, Tree, Hex, Preview: one of them is on. Ctrl+Alt+1 … Ctrl+Alt+5.
class ModeSwitch final : public QFrame {
    Q_OBJECT
public:
    explicit ModeSwitch(QWidget* parent = nullptr);

    // What can be chosen for this kind; the others say why not.
    void setKind(BodyKind kind);
    void setMode(BodyMode mode);
    [[nodiscard]] BodyMode mode() const { return m_mode; }

Q_SIGNALS:
    // The user's choice.
    void chosen(knockback::ui::BodyMode mode);

private:
    QButtonGroup* m_group;
    std::array<QToolButton*, bodyModeCount> m_buttons{};
    BodyMode m_mode = BodyMode::Pretty;
};

} // namespace knockback::ui
