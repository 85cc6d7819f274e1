// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// How much of a credential's life is left, as a bar that empties.
class LifetimeBar final : public QWidget {
    Q_OBJECT
public:
    explicit LifetimeBar(ThemeManager& themes, QWidget* parent = nullptr);
    // `spent` from 0 to 1.
    void setSpent(double spent);
    [[nodiscard]] QSize sizeHint() const override { return {120, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
    double m_spent = 0;
};

} // namespace knockback::ui
