// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/VariableHighlighter.h"

#include "app/http/Variables.h"

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
    const auto& theme = m_themes.theme();
    const QByteArray bytes = text.toUtf8();
    for (const auto& span : http::findVariables(bytes)) {
        QTextCharFormat format;
        format.setBackground(theme.accentSoft);
        format.setForeground(theme.accent);
        if (!m_scope.find(span.name)) {
            format.setForeground(theme.danger());
            format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            format.setUnderlineColor(theme.danger());
        }
        const auto start = QString::fromUtf8(bytes.left(span.start)).size();
        const auto length = QString::fromUtf8(bytes.mid(span.start, span.length)).size();
        setFormat(static_cast<int>(start), static_cast<int>(length), format);
    }
}

} // namespace knockback::ui
