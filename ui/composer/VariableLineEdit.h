// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QLineEdit>

namespace knockback::ui {

// A line edit with coloured {{variables}}: resting the pointer on one says its value and where that comes from.
class VariableLineEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit VariableLineEdit(ThemeManager& themes, QWidget* parent = nullptr);

    void setScope(const VariableScope& scope);
    // A secret that was typed here shows only while it is edited; a variable always does.
    void setSecret(bool secret);

protected:
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void hideLiteral(bool focused);
    void ink();

    ThemeManager& m_themes;
    VariableScope m_scope;
    bool m_secret = false;
};

} // namespace knockback::ui
