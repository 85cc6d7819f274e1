// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QTableWidget>

#include <vector>

namespace knockback::ui {

// One line of a PairTable: a name and a value, or, with an empty value and `heading`, a line over a group.
struct Pair {
    QString name;
    QString value;
    bool heading = false;
    QString meaning = {}; // shown on hover
};

// Names and values to read and to copy: headers, facts of a connection, cookies.
class PairTable final : public QTableWidget {
    Q_OBJECT
public:
    PairTable(const QString& name, ThemeManager& themes, QWidget* parent = nullptr);

    void setPairs(const std::vector<Pair>& pairs);
    // Shows only what holds this text, in any case, and the headings over it.
    void setFilter(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void dress();
    void applyFilter();
    [[nodiscard]] bool isHeading(int row) const { return columnSpan(row, 0) == 2; }
    void copySelection() const;
    void copyValue() const;

    ThemeManager& m_themes;
    QString m_filter;
};

} // namespace knockback::ui
