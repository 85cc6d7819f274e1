// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ReflowGrid.h"

#include "ui/widgets/AppStyle.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace knockback::ui {

ReflowGrid::ReflowGrid(int cellWidth, int most, QWidget* parent)
    : QWidget(parent)
    , m_cellWidth(cellWidth)
    , m_most(most)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
}

void ReflowGrid::add(QWidget* cell) {
    m_cells.push_back(cell);
    cell->setParent(this);
    cell->setMinimumWidth(0);
    m_columns = 0;
    reflow();
}

void ReflowGrid::reflow() {
    const int spacing = m_grid->horizontalSpacing();
    const int columns = std::clamp((width() + spacing) / (m_cellWidth + spacing), 1, m_most);
    for (auto* cell : m_cells)
        m_grid->removeWidget(cell);
    int place = 0;
    for (auto* cell : m_cells) {
        if (cell->isHidden() && cell->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        m_grid->addWidget(cell, place / columns, place % columns, Qt::AlignTop);
        ++place;
    }
    for (int column = 0; column < m_most; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
}

void ReflowGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int spacing = m_grid->horizontalSpacing();
    if (std::clamp((width() + spacing) / (m_cellWidth + spacing), 1, m_most) != m_columns)
        reflow();
}

QWidget* captioned(const QString& caption, QWidget* control, QWidget* buddy) {
    auto* cell = new QWidget;
    auto* label = new QLabel(caption);
    setRole(label, "label");
    label->setBuddy(buddy ? buddy : control);
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(control);
    return cell;
}

} // namespace knockback::ui
