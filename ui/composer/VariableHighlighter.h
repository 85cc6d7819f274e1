// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QSyntaxHighlighter>

namespace knockback::ui {

// Colours {{variables}} in a text field; those that nothing defines are underlined.
class VariableHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT
public:
    VariableHighlighter(QTextDocument* document, ThemeManager& themes);

    void setScope(const VariableScope& scope);

protected:
    void highlightBlock(const QString& text) override;

private:
    ThemeManager& m_themes;
    VariableScope m_scope;
};

} // namespace knockback::ui
