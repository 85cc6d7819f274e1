// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace knockback::ui {

// Cards in reading order, as many side by side as the width allows. Laid out again only when the order or the number
// of columns changes.
class CardGrid final : public QWidget {
    Q_OBJECT
public:
    explicit CardGrid(QWidget* parent = nullptr);

    // Takes the cards over; those that are left out stay children and are the caller's to delete.
    void setCards(const std::vector<QWidget*>& cards);
    [[nodiscard]] const std::vector<QWidget*>& cards() const { return m_cards; }
    [[nodiscard]] int columns() const { return m_columns; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int columnsFor(int width) const;
    void arrange();

    QGridLayout* m_grid;
    std::vector<QWidget*> m_cards;
    int m_columns = 1;
};

} // namespace knockback::ui
