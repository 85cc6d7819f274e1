// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// How much of the retry budget is left.
class BudgetCard final : public QWidget {
    Q_OBJECT
public:
    explicit BudgetCard(ThemeManager& themes, QWidget* parent = nullptr);

    void setShare(double left); // 0 … 1
    [[nodiscard]] int percent() const { return m_percent; }
    [[nodiscard]] QSize sizeHint() const override { return {265, 52}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 52}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
    int m_percent = -1;
};

} // namespace knockback::ui
