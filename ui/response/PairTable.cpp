// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/PairTable.h"

#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace knockback::ui {

namespace {

// The whole value for a tool tip, over several lines and cut where nobody reads on.
QString wrapped(const Pair& pair) {
    constexpr qsizetype most = 2000;
    const QString value = pair.value.size() > most ? pair.value.left(most) + u'…' : pair.value;
    return QStringLiteral("<div style=\"max-width: 480px\">%1</div>").arg(value.toHtmlEscaped());
}

} // namespace

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
        const bool heading = isHeading(row);
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
        auto* name = new QTableWidgetItem(pair.name);
        name->setToolTip(pair.meaning);
        setItem(row, 0, name);
        auto* value = new QTableWidgetItem(pair.value);
        value->setToolTip(wrapped(pair));
        setItem(row, 1, value);
        if (pair.heading)
            setSpan(row, 0, 1, 2);
        ++row;
    }
    dress();
    applyFilter();
}

void PairTable::setFilter(const QString& text) {
    m_filter = text;
    applyFilter();
}

void PairTable::applyFilter() {
    int heading = -1;
    for (int row = 0; row < rowCount(); ++row) {
        if (isHeading(row)) {
            heading = row;
            setRowHidden(row, !m_filter.isEmpty());
            continue;
        }
        const bool shown = item(row, 0)->text().contains(m_filter, Qt::CaseInsensitive) ||
                           item(row, 1)->text().contains(m_filter, Qt::CaseInsensitive);
        setRowHidden(row, !shown);
        if (shown && heading >= 0)
            setRowHidden(heading, false);
    }
}

void PairTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    QTableWidget::keyPressEvent(event);
}

void PairTable::copySelection() const {
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (selectionModel()->isRowSelected(row) && !isRowHidden(row) && !isHeading(row))
            lines << item(row, 0)->text() + QStringLiteral(": ") + item(row, 1)->text();
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void PairTable::copyValue() const {
    if (const auto* value = item(currentRow(), 1))
        QGuiApplication::clipboard()->setText(value->text());
}

void PairTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy row"), QKeySequence::Copy, this, &PairTable::copySelection);
    menu->addAction(tr("Copy value"), this, &PairTable::copyValue);
    menu->popup(event->globalPos());
}

} // namespace knockback::ui
