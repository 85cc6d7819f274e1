// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/KeyList.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace knockback::ui {

KeyList::KeyList(const std::vector<ActionTable::KeyLine>& lines, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    resize(460, 560);
    auto* table = new QTableWidget(static_cast<int>(lines.size()), 2);
    table->setAccessibleName(tr("Actions and their keys"));
    table->setHorizontalHeaderLabels({tr("Action"), tr("Key")});
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    int row = 0;
    for (const auto& line : lines) {
        table->setItem(row, 0, new QTableWidgetItem(line.text));
        table->setItem(row++, 1, new QTableWidgetItem(line.key));
    }
    table->resizeColumnToContents(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(table);
}

} // namespace knockback::ui
