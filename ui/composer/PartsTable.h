// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/PartsModel.h"
#include "ui/composer/TypingTable.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

namespace knockback::ui {

class PartsDelegate;

// The parts of a multipart body: text or files, each with its own Content-Type. Files can be dropped on it.
class PartsTable final : public TypingTable {
    Q_OBJECT
public:
    explicit PartsTable(ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] PartsModel& parts() { return *m_model; }
    void setScope(const VariableScope& scope);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    PartsModel* m_model;
    PartsDelegate* m_delegate;
};

} // namespace knockback::ui
