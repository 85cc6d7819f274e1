// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

namespace knockback::ui {

class ThemeManager;

// How much of a credential's life is left, as a bar that empties.
class LifetimeBar final : public QWidget {
    Q_OBJECT
public:
    explicit LifetimeBar(ThemeManager& themes, QWidget* parent = nullptr);
    // `spent` from 0 to 1; `mark`, where it is renewed by itself, as the share that is left by then.
    void setSpent(double spent, std::optional<double> mark = {});
    [[nodiscard]] QSize sizeHint() const override { return {120, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
    double m_spent = 0;
    std::optional<double> m_mark;
};

} // namespace knockback::ui
