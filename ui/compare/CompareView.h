// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/CompareLayout.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractScrollArea>

namespace knockback::ui {

// Two columns that scroll as one, line by line beside each other, with the differences in colour and marked by a sign.
// Paints only what is on the screen.
class CompareView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit CompareView(ThemeManager& themes, QWidget* parent = nullptr);

    void setRows(std::vector<CompareRow> rows);
    void setEverything(bool everything);
    [[nodiscard]] const std::vector<CompareRow>& rows() const { return m_rows; }

    // Goes to the next (+1) or previous (-1) difference from what is current; stays at the last.
    void step(int by);
    // Of 0 … differenceCount() - 1; -1 before the first step.
    [[nodiscard]] int currentDifference() const { return m_current; }
    [[nodiscard]] int differenceCount() const { return static_cast<int>(m_layout.differences().size()); }

Q_SIGNALS:
    void stepped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Column {
        int left;
        int width; // of the text
    };
    void dress();
    void layOut();
    void paintRow(QPainter& painter, std::size_t index, int y, int height) const;
    void paintSide(QPainter& painter, const CompareRow& row, bool left, int y, int height) const;
    void paintText(QPainter& painter, const QString& text, const std::vector<Mark>& marks, const QColor& mark,
                   const Column& column, int y) const;
    [[nodiscard]] Column column(bool left) const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int numberWidth() const;

    ThemeManager& m_themes;
    std::vector<CompareRow> m_rows;
    CompareLayout m_layout;
    bool m_everything = false;
    int m_current = -1;
    int m_largestLine = 0;
};

} // namespace knockback::ui
