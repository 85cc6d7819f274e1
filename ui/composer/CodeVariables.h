// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QObject>

namespace knockback::ui {

class CodeEditor;

// {{variables}} in a code editor: marked on the lines that are shown, explained when the pointer rests on one, offered
// while one is typed.
class CodeVariables final : public QObject {
    Q_OBJECT
public:
    CodeVariables(CodeEditor& editor, ThemeManager& themes);

    void setScope(const VariableScope& scope);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void dress();
    void mark();
    void offer();
    [[nodiscard]] QString tipAt(const QPoint& position) const;
    [[nodiscard]] QByteArray line(long number) const;

    CodeEditor& m_editor;
    ThemeManager& m_themes;
    VariableScope m_scope;
};

} // namespace knockback::ui
