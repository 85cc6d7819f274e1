// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/UndoKeys.h"

#include "ui/composer/Scintilla.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace knockback::ui {

namespace {

struct Own {
    bool undo = false;
    bool redo = false;
};

Own ownSteps(const QObject* field) {
    if (const auto* line = qobject_cast<const QLineEdit*>(field))
        return {line->isUndoAvailable(), line->isRedoAvailable()};
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(field))
        return {text->document()->isUndoAvailable(), text->document()->isRedoAvailable()};
    if (const auto* code = qobject_cast<const QsciScintilla*>(field))
        return {code->isUndoAvailable(), code->isRedoAvailable()};
    return {};
}

} // namespace

UndoKeys::UndoKeys(QWidget& root, Steps steps) : QObject(&root), m_root(root), m_steps(std::move(steps)) {
    connect(qApp, &QApplication::focusChanged, this, &UndoKeys::follow);
    root.installEventFilter(this);
}

void UndoKeys::follow(QWidget* old, QWidget* now) {
    if (old && old != &m_root)
        old->removeEventFilter(this);
    if (now && m_root.isAncestorOf(now))
        now->installEventFilter(this);
    m_steps.focusMoved();
}

bool UndoKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const auto own = ownSteps(watched);
    if (key.matches(QKeySequence::Undo) && !own.undo)
        m_steps.undo();
    else if (key.matches(QKeySequence::Redo) && !own.redo)
        m_steps.redo();
    else
        return false;
    return true;
}

} // namespace knockback::ui
