// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/PairTable.h"

#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace knockback::ui {

PairTable::PairTable(const QString& name, ThemeManager& themes, QWidget* parent)
    : QTableWidget(0, 2, parent)
    , m_themes(themes) {
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    horizontalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->resizeSection(0, 220);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(24);
    dress();
    connect(&themes, &ThemeManager::changed, this, &PairTable::dress);
}

void PairTable::dress() {
    const auto& theme = m_themes.theme();
    for (int row = 0; row < rowCount(); ++row) {
        const bool heading = columnSpan(row, 0) == 2;
        item(row, 0)->setForeground(theme.textMuted);
        item(row, 0)->setFont(heading ? uiFont(theme.type.small, QFont::DemiBold) : monoFont(theme.type.mono));
        if (!heading)
            item(row, 1)->setFont(monoFont(theme.type.mono));
    }
}

void PairTable::setPairs(const std::vector<Pair>& pairs) {
    clearSpans();
    setRowCount(static_cast<int>(pairs.size()));
    int row = 0;
    for (const auto& pair : pairs) {
        setItem(row, 0, new QTableWidgetItem(pair.name));
        auto* value = new QTableWidgetItem(pair.value);
        value->setToolTip(pair.value);
        setItem(row, 1, value);
        if (pair.heading)
            setSpan(row, 0, 1, 2);
        ++row;
    }
    dress();
}

void PairTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    QTableWidget::keyPressEvent(event);
}

void PairTable::copySelection() const {
    QStringList lines;
    for (const auto& index : selectionModel()->selectedRows())
        lines << item(index.row(), 0)->text() + QStringLiteral(": ") + item(index.row(), 1)->text();
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace knockback::ui
