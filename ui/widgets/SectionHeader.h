// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace knockback::ui {

// The small bold line over a group, with room for something at its right end.
class SectionHeader final : public QWidget {
    Q_OBJECT
public:
    explicit SectionHeader(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    // Takes `widget` as its child.
    void addTrailing(QWidget* widget);

private:
    QLabel* m_title;
    QHBoxLayout* m_row;
};

} // namespace knockback::ui
