// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NameValueTable.h"

#include "ui/composer/VariableSpans.h"
#include "ui/theme/Fonts.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolTip>

namespace knockback::ui {

NameValueTable::NameValueTable(TableSubject subject, ThemeManager& themes, QWidget* parent)
    : TypingTable(themes, parent)
    , m_model(new NameValueModel(nounOf(subject), this))
    , m_delegate(new NameValueDelegate(subject, themes, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    m_delegate->setKeyHandler([this](QKeyEvent& event) { return takeKey(event); });
    setTabKeyNavigation(true);
    horizontalHeader()->resizeSection(NameValueModel::Name, 240);
    setAccessibleName(tr("%1 table").arg(nounOf(subject)));
}

void NameValueTable::setScope(const VariableScope& scope) {
    m_delegate->setScope(scope);
    viewport()->update();
}

// Goes on where the row is now, without opening an editor: the next key may be one of ours again.
void NameValueTable::stand(int row) {
    if (row < 0)
        return;
    const auto triggers = editTriggers();
    setEditTriggers(triggers & ~QAbstractItemView::EditTriggers(QAbstractItemView::CurrentChanged));
    setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), std::max(currentIndex().column(), 0)));
    setEditTriggers(triggers);
    setFocus();
}

void NameValueTable::removeCurrent() {
    const int row = currentIndex().row();
    if (!currentIndex().isValid() || m_model->zone(row) != NameValueModel::Zone::Own)
        return;
    if (state() == EditingState)
        closeEditor(qobject_cast<QWidget*>(window()->focusWidget()), QAbstractItemDelegate::RevertModelCache);
    m_model->removeRow(row);
    stand(row);
}

void NameValueTable::duplicateCurrent() {
    commit();
    stand(m_model->duplicateRow(currentIndex().row()));
}

void NameValueTable::shiftCurrent(int by) {
    commit();
    stand(m_model->shiftRow(currentIndex().row(), by));
}

void NameValueTable::toggleCurrent() {
    commit();
    if (currentIndex().isValid())
        m_model->toggleRow(currentIndex().row());
}

bool NameValueTable::takeKey(QKeyEvent& event) {
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::AltModifier && (event.key() == Qt::Key_Up || event.key() == Qt::Key_Down))
        shiftCurrent(event.key() == Qt::Key_Up ? -1 : 1);
    else if (modifiers == (Qt::AltModifier | Qt::ShiftModifier) && event.key() == Qt::Key_Down)
        duplicateCurrent();
    else if (modifiers == Qt::AltModifier && event.key() == Qt::Key_Delete)
        removeCurrent();
    else if (modifiers == Qt::AltModifier && event.key() == Qt::Key_O)
        toggleCurrent();
    else
        return false;
    return true;
}

void NameValueTable::keyPressEvent(QKeyEvent* event) {
    if (takeKey(*event))
        return;
    if (event->key() == Qt::Key_Delete && state() != EditingState)
        return removeCurrent();
    // Keys with Ctrl or Alt are nobody's text: let the window have them.
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return event->ignore();
    TypingTable::keyPressEvent(event);
}

void NameValueTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool own = currentIndex().isValid() && m_model->zone(currentIndex().row()) == NameValueModel::Zone::Own;
    const auto add = [&](const QString& text, const QString& key, auto act) {
        auto* action = menu->addAction(text + u'\t' + key, this, act);
        action->setEnabled(own);
    };
    add(tr("Switch on or off"), QStringLiteral("Alt+O"), &NameValueTable::toggleCurrent);
    add(tr("Move up"), QStringLiteral("Alt+Up"), [this] { shiftCurrent(-1); });
    add(tr("Move down"), QStringLiteral("Alt+Down"), [this] { shiftCurrent(1); });
    add(tr("Duplicate"), QStringLiteral("Alt+Shift+Down"), &NameValueTable::duplicateCurrent);
    add(tr("Remove"), QStringLiteral("Alt+Del"), &NameValueTable::removeCurrent);
    menu->addSeparator();
    menu->addAction(tr("Edit all as text") + QStringLiteral("\tCtrl+Shift+B"), this, &NameValueTable::bulkRequested);
    const QRect cell = visualRect(currentIndex());
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(cell.bottomLeft()) : event->globalPos());
}

QString NameValueTable::tipFor(const QModelIndex& index) const {
    if (!index.isValid())
        return {};
    const QString variables = variableTips(index.data(Qt::DisplayRole).toString(), scope());
    return variables.isEmpty() ? index.data(Qt::ToolTipRole).toString() : variables;
}

bool NameValueTable::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipFor(indexAt(help->pos())), viewport());
        return true;
    }
    return TypingTable::viewportEvent(event);
}

// Names keep a third of a wide table and less of a narrow one.
void NameValueTable::resizeEvent(QResizeEvent* event) {
    horizontalHeader()->resizeSection(NameValueModel::Name, std::clamp(viewport()->width() / 3, 120, 280));
    TypingTable::resizeEvent(event);
}

} // namespace knockback::ui
