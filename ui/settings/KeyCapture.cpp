// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/KeyCapture.h"

#include "ui/shell/KeyPriority.h"

#include <QKeyEvent>

namespace knockback::ui {

namespace {

bool isModifier(int key) {
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta ||
           key == Qt::Key_AltGr || key == 0 || key == Qt::Key_unknown;
}

} // namespace

KeyCapture::KeyCapture(QWidget* parent) : QLineEdit(parent) {
    setObjectName(QStringLiteral("keyCapture"));
    setReadOnly(true);
    setPlaceholderText(tr("Press the key"));
    setAccessibleName(tr("Press the new key"));
    setContextMenuPolicy(Qt::NoContextMenu);
    KeyPriority::exempt(*this);
}

void KeyCapture::start() {
    m_key = {};
    clear();
    setFocus();
}

bool KeyCapture::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyCapture::keyPressEvent(QKeyEvent* event) {
    if (isModifier(event->key()))
        return;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::NoModifier && event->key() == Qt::Key_Escape)
        return Q_EMIT cancelled();
    if (modifiers == Qt::NoModifier && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return Q_EMIT confirmed();
    m_key = QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(event->key())));
    setText(m_key.toString(QKeySequence::NativeText));
    Q_EMIT captured(m_key);
}

} // namespace knockback::ui
