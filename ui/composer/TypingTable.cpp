// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TypingTable.h"

#include "ui/theme/Fonts.h"

#include <QHeaderView>
#include <QLineEdit>

namespace knockback::ui {

namespace {
constexpr int headerHeight = 26;
} // namespace

TypingTable::TypingTable(ThemeManager& themes, QWidget* parent) : QTableView(parent) {
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked |
                    QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed |
                    QAbstractItemView::CurrentChanged);
    setFont(monoFont(themes.theme().type.mono));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(themes.theme().space.rowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFont(uiFont(themes.theme().type.small));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFixedHeight(headerHeight);
    horizontalHeader()->setStretchLastSection(true);
}

void TypingTable::commit() {
    // Editors of earlier cells may not be deleted yet; the one with the focus is it.
    auto* editor = qobject_cast<QLineEdit*>(window()->focusWidget());
    if (state() != EditingState || !editor || !viewport()->isAncestorOf(editor))
        return;
    commitData(editor);
    closeEditor(editor, QAbstractItemDelegate::NoHint);
}

} // namespace knockback::ui
