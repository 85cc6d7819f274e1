// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CardGrid.h"

#include <QGridLayout>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr int narrowest = 240; // a card beside others
constexpr int gap = 10;
constexpr int mostColumns = 6;

} // namespace

CardGrid::CardGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(gap);
}

int CardGrid::columnsFor(int width) const {
    return std::clamp((width + gap) / (narrowest + gap), 1, mostColumns);
}

void CardGrid::setCards(const std::vector<QWidget*>& cards) {
    if (cards == m_cards)
        return;
    m_cards = cards;
    setVisible(!cards.empty()); // an empty one takes no gap
    arrange();
}

void CardGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (columnsFor(width()) != m_columns)
        arrange();
}

void CardGrid::arrange() {
    m_columns = columnsFor(width());
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item; // not the card
    int place = 0;
    QWidget* before = nullptr;
    for (QWidget* card : m_cards) {
        m_grid->addWidget(card, place / m_columns, place % m_columns, Qt::AlignTop);
        if (before)
            setTabOrder(before, card); // follows the eye
        before = card;
        ++place;
    }
    for (int column = 0; column < mostColumns; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
}

} // namespace knockback::ui
