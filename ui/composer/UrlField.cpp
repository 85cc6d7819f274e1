// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/UrlField.h"

#include "ui/composer/FieldCompletion.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableHighlighter.h"
#include "ui/composer/VariableSpans.h"
#include "ui/theme/Fonts.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QToolTip>

namespace knockback::ui {

namespace {

constexpr int fieldHeight = 32;

QString oneLine(QString text) {
    text = text.trimmed();
    text.remove(u'\r');
    text.remove(u'\n');
    return text;
}

} // namespace

UrlField::UrlField(ThemeManager& themes, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_themes(themes)
    , m_highlighter(new VariableHighlighter(document(), themes)) {
    setObjectName(QStringLiteral("url"));
    setAccessibleName(tr("URL"));
    setPlaceholderText(tr("https://api.example.com/path, {{variables}} welcome"));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setWordWrapMode(QTextOption::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(fieldHeight);
    document()->setDocumentMargin(0);
    setUndoRedoEnabled(false); // steps are the request's, see DraftHistory
    new FieldCompletion(*this, themes,
                        [this](const QString& text, int cursor) { return variableOffer(text, cursor, m_scope); });
    dress();
    connect(&themes, &ThemeManager::changed, this, &UrlField::dress);
}

void UrlField::dress() {
    setFont(monoFont(m_themes.theme().type.mono));
}

void UrlField::setText(const QString& text) {
    if (text == toPlainText())
        return;
    const int position = textCursor().position();
    QTextCursor edit(document());
    edit.select(QTextCursor::Document);
    edit.insertText(oneLine(text));
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(std::min<qsizetype>(position, toPlainText().size())));
    setTextCursor(cursor);
}

void UrlField::setScope(const VariableScope& scope) {
    m_scope = scope;
    const QSignalBlocker quiet(this);
    m_highlighter->setScope(scope);
}

QSize UrlField::sizeHint() const {
    return {400, fieldHeight};
}
QSize UrlField::minimumSizeHint() const {
    return {120, fieldHeight};
}

void UrlField::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter) {
        if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier)
            Q_EMIT submitted();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void UrlField::insertFromMimeData(const QMimeData* source) {
    if (!m_pasteTaker || !m_pasteTaker(source->text()))
        insertPlainText(oneLine(source->text()));
}

void UrlField::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

// The one line stands in the middle of the field.
void UrlField::resizeEvent(QResizeEvent* event) {
    const int space = height() - 2 * frameWidth() - fontMetrics().height();
    setViewportMargins(8, std::max(space / 2, 0), 8, 0);
    QPlainTextEdit::resizeEvent(event);
}

bool UrlField::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(viewport()->mapFrom(this, help->pos())), this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

QString UrlField::tipAt(const QPoint& position) const {
    return variableTip(toPlainText(), cursorForPosition(position).position(), m_scope);
}

} // namespace knockback::ui
