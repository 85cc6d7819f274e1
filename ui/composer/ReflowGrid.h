// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace knockback::ui {

// Cells of equal width side by side, as many as the room allows; the rest goes below. Tab order is the order of adding.
class ReflowGrid final : public QWidget {
    Q_OBJECT
public:
    // `cellWidth`: a cell is never narrower; `most`: never more in a row.
    ReflowGrid(int cellWidth, int most, QWidget* parent = nullptr);

    void add(QWidget* cell);
    // Cells can be hidden; call this after a change.
    void reflow();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_cellWidth;
    int m_most;
    int m_columns = 0;
    QGridLayout* m_grid;
    std::vector<QWidget*> m_cells;
};

// A control with its caption above.
[[nodiscard]] QWidget* captioned(const QString& caption, QWidget* control, QWidget* buddy = nullptr);

} // namespace knockback::ui
