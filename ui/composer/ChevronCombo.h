// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QComboBox>

namespace knockback::ui {

// A combo box with a thin chevron at its right end, which a style sheet cannot draw in the theme's colour.
class ChevronCombo final : public QComboBox {
    Q_OBJECT
public:
    explicit ChevronCombo(ThemeManager& themes, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
};

// The chevron itself, pointing down, around `centre`.
void drawChevron(QPainter& painter, const QPointF& centre, const QColor& colour);

} // namespace knockback::ui
