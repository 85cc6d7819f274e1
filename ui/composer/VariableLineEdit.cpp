// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/VariableLineEdit.h"

#include "ui/composer/VariableSpans.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QToolTip>

namespace knockback::ui {

VariableLineEdit::VariableLineEdit(ThemeManager& themes, QWidget* parent) : QLineEdit(parent), m_themes(themes) {
    connect(this, &QLineEdit::textChanged, this, [this] {
        hideLiteral(hasFocus());
        ink();
    });
    connect(&themes, &ThemeManager::changed, this, &VariableLineEdit::ink);
}

void VariableLineEdit::setScope(const VariableScope& scope) {
    m_scope = scope;
    ink();
}

void VariableLineEdit::setSecret(bool secret) {
    m_secret = secret;
    hideLiteral(hasFocus());
}

void VariableLineEdit::hideLiteral(bool focused) {
    const bool literal = !text().isEmpty() && variableMarks(text(), m_scope).empty();
    const auto wanted = m_secret && literal && !focused ? QLineEdit::Password : QLineEdit::Normal;
    if (wanted != echoMode())
        setEchoMode(wanted);
}

// The only formats that a line edit's own layout takes are those of an input method.
void VariableLineEdit::ink() {
    if (echoMode() != QLineEdit::Normal)
        return;
    QList<QInputMethodEvent::Attribute> attributes;
    for (const auto& mark : variableMarks(text(), m_scope))
        attributes.append({QInputMethodEvent::TextFormat, mark.start - cursorPosition(), mark.length,
                           formatOf(mark.state, m_themes.theme())});
    QInputMethodEvent inks(QString(), attributes);
    QCoreApplication::sendEvent(this, &inks);
}

bool VariableLineEdit::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = variableTip(text(), cursorPositionAt(help->pos()), m_scope);
        QToolTip::showText(help->globalPos(), tip.isEmpty() ? toolTip() : tip, this);
        return true;
    }
    return QLineEdit::event(event);
}

void VariableLineEdit::focusInEvent(QFocusEvent* event) {
    hideLiteral(true);
    QLineEdit::focusInEvent(event);
}

void VariableLineEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    hideLiteral(false);
}

} // namespace knockback::ui
