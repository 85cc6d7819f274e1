// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ResponseText.h"
#include "ui/response/TextView.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

namespace knockback::ui {

namespace {

constexpr qint64 wordReach = 4096; // how far a word is followed

bool isContinuation(char c) {
    return (c & 0xc0) == 0x80;
}
bool isWordByte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

qint64 TextView::columnOf(qint64 offset) const {
    const qint64 begin = m_index.rowStart(m_body, m_index.rowOf(m_body, offset));
    return m_index.charactersBefore(m_body, offset) - m_index.charactersBefore(m_body, begin);
}

qint64 TextView::offsetAt(const QPoint& position) {
    if (m_stale)
        layOut();
    if (m_lines.empty())
        return 0;
    const auto index = std::clamp(position.y() / m_rowHeight, 0, static_cast<int>(m_lines.size()) - 1);
    const auto& line = m_lines[static_cast<std::size_t>(index)];
    const int unit = line.layout->lineAt(0).xToCursor(position.x() - m_gutter);
    return line.piece.begin +
           line.row.bytes[static_cast<std::size_t>(std::clamp(unit, 0, static_cast<int>(line.row.bytes.size()) - 1))];
}

qint64 TextView::movedSideways(bool forward) const {
    if (forward) {
        const QByteArray ahead = m_body.read(m_caret, 5);
        if (ahead.startsWith("\r\n"))
            return m_caret + 2;
        qsizetype length = 1;
        while (length < ahead.size() && isContinuation(ahead[length]))
            ++length;
        return std::min(m_caret + length, m_index.size());
    }
    const qint64 from = std::max<qint64>(m_caret - 5, 0);
    const QByteArray before = m_body.read(from, m_caret - from);
    if (before.endsWith("\r\n"))
        return m_caret - 2;
    auto at = before.size() - 1;
    while (at > 0 && isContinuation(before[at]))
        --at;
    return std::max<qint64>(from + at, 0);
}

qint64 TextView::movedVertically(qint64 rows) {
    const qint64 last = std::max<qint64>(m_index.rowCount() - 1, 0);
    const qint64 row = std::clamp<qint64>(m_index.rowOf(m_body, m_caret) + rows, 0, last);
    if (!m_goal)
        m_goal = columnOf(m_caret);
    return offsetInRow(m_index, m_body, row, *m_goal);
}

void TextView::setCaret(qint64 offset, bool select) {
    m_caret = std::clamp<qint64>(offset, 0, m_index.size());
    if (!select)
        m_anchor = m_caret;
    showCaret();
    viewport()->update();
}

void TextView::showCaret() {
    const qint64 row = m_index.rowOf(m_body, m_caret);
    auto* bar = verticalScrollBar();
    if (row < firstRow())
        bar->setValue(static_cast<int>(row));
    else if (row >= firstRow() + rowsShown())
        bar->setValue(static_cast<int>(row - rowsShown() + 1));
    if (m_wrapped)
        return;
    const qint64 column = columnOf(m_caret);
    if (column > m_widest) {
        m_widest = column;
        updateScrollBars();
    }
    auto* across = horizontalScrollBar();
    if (column < across->value())
        across->setValue(static_cast<int>(std::max<qint64>(column - 8, 0)));
    else if (column > across->value() + columnsShown() - 2)
        across->setValue(static_cast<int>(column - columnsShown() + 8));
}

bool TextView::moveCaret(QKeyEvent* event) {
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const int key = event->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        m_goal.reset();
    const qint64 row = m_index.rowOf(m_body, m_caret);
    switch (key) {
    case Qt::Key_Left:
        setCaret(movedSideways(false), select);
        return true;
    case Qt::Key_Right:
        setCaret(movedSideways(true), select);
        return true;
    case Qt::Key_Up:
        setCaret(movedVertically(-1), select);
        return true;
    case Qt::Key_Down:
        setCaret(movedVertically(1), select);
        return true;
    case Qt::Key_PageUp:
        setCaret(movedVertically(-rowsShown()), select);
        return true;
    case Qt::Key_PageDown:
        setCaret(movedVertically(rowsShown()), select);
        return true;
    case Qt::Key_Home:
        setCaret(far ? 0 : m_index.rowStart(m_body, row), select);
        return true;
    case Qt::Key_End:
        setCaret(far ? m_index.size() : rowEnd(m_index, m_body, row), select);
        return true;
    default:
        return false;
    }
}

void TextView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const auto modifiers = event->modifiers() & ~(Qt::ShiftModifier | Qt::ControlModifier | Qt::KeypadModifier);
    if (modifiers != Qt::NoModifier || !moveCaret(event))
        event->ignore();
}

void TextView::selectAll() {
    m_anchor = 0;
    m_caret = m_index.size();
    viewport()->update();
}

void TextView::copy() {
    const auto chosen = selection();
    if (chosen.length == 0)
        return;
    const qint64 length = std::min(chosen.length, copyLimit);
    QApplication::clipboard()->setText(QString::fromUtf8(m_body.read(chosen.begin, length)));
    if (length < chosen.length)
        Q_EMIT noted(tr("Copied the first %1 of the selected %2; save the body to have all of it.")
                         .arg(sizeText(length), sizeText(chosen.length)));
}

void TextView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_goal.reset();
    const qint64 offset = offsetAt(event->position().toPoint());
    const auto sinceDouble = event->timestamp() - m_doubleClicked;
    if (m_doubleClicked != 0 && sinceDouble < static_cast<ulong>(QApplication::doubleClickInterval()))
        return selectLine(offset);
    setCaret(offset, event->modifiers().testFlag(Qt::ShiftModifier));
}

void TextView::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint position = event->position().toPoint();
    auto* bar = verticalScrollBar();
    if (position.y() < 0)
        bar->setValue(bar->value() + position.y() / m_rowHeight - 1);
    else if (position.y() > viewport()->height())
        bar->setValue(bar->value() + (position.y() - viewport()->height()) / m_rowHeight + 1);
    setCaret(offsetAt(position), true);
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event) {
    m_doubleClicked = static_cast<ulong>(event->timestamp());
    selectWord(offsetAt(event->position().toPoint()));
}

void TextView::selectWord(qint64 offset) {
    const qint64 from = std::max<qint64>(offset - wordReach, 0);
    const QByteArray around = m_body.read(from, 2 * wordReach);
    auto begin = offset - from;
    auto end = begin;
    while (begin > 0 && isWordByte(around[begin - 1]))
        --begin;
    while (end < around.size() && isWordByte(around[end]))
        ++end;
    m_anchor = from + begin;
    m_caret = from + end;
    viewport()->update();
}

void TextView::selectLine(qint64 offset) {
    const qint64 row = m_index.rowOf(m_body, offset);
    m_anchor = m_index.rowStart(m_body, row);
    m_caret = m_index.rowStart(m_body, row + 1);
    viewport()->update();
}

void TextView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* copyAction = menu->addAction(tr("Copy"), QKeySequence::Copy, this, &TextView::copy);
    copyAction->setEnabled(selection().length > 0);
    menu->addAction(tr("Select all"), QKeySequence::SelectAll, this, &TextView::selectAll);
    menu->popup(event->globalPos());
}

void TextView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace knockback::ui
