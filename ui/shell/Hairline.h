// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

// A line of one pixel between two panes.
class Hairline final : public QWidget {
    Q_OBJECT
public:
    Hairline(ThemeManager& themes, Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
