// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/VariableHighlighter.h"

#include "ui/composer/VariableSpans.h"

namespace knockback::ui {

VariableHighlighter::VariableHighlighter(QTextDocument* document, ThemeManager& themes)
    : QSyntaxHighlighter(document)
    , m_themes(themes) {
    connect(&themes, &ThemeManager::changed, this, &QSyntaxHighlighter::rehighlight);
}

void VariableHighlighter::setScope(const VariableScope& scope) {
    m_scope = scope;
    rehighlight();
}

void VariableHighlighter::highlightBlock(const QString& text) {
    for (const auto& mark : variableMarks(text, m_scope))
        setFormat(mark.start, mark.length, formatOf(mark.state, m_themes.theme()));
}

} // namespace knockback::ui
