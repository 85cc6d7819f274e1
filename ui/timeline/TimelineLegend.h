// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace knockback::ui {

class ThemeManager;

// Shapes, colours and what they mean, at the right end; the rarer ones go first when the room is short.
class TimelineLegend final : public QWidget {
    Q_OBJECT
public:
    explicit TimelineLegend(ThemeManager& themes, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {430, 20}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
