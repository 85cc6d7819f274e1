// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QPushButton>

class QMenu;

namespace knockback::ui {

// A button with a chevron at its right end that opens a menu of other ways to do the same; Alt+Down opens it too.
class SplitButton final : public QPushButton {
    Q_OBJECT
public:
    explicit SplitButton(ThemeManager& themes, QWidget* parent = nullptr);

    // While there are no choices the chevron is hidden.
    void setChoices(QMenu* menu) { m_choices = menu; }
    void setChoosable(bool choosable);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openMenu();

    ThemeManager& m_themes;
    QMenu* m_choices = nullptr;
    bool m_choosable = true;
};

} // namespace knockback::ui
