// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/PaletteEntry.h"
#include "ui/theme/ThemeManager.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace knockback::ui {

// Everything that can be done or gone to, by typing a few letters of it.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ThemeManager& themes, QWidget* window);

    void openWith(std::vector<PaletteEntry> entries);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void moveBy(int rows);
    void runCurrent();
    void place();

    ThemeManager& m_themes;
    std::vector<PaletteEntry> m_entries;
    std::vector<PaletteEntry> m_shown;
    QLineEdit* m_input;
    QListWidget* m_list;
};

} // namespace knockback::ui
