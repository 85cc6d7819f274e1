// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/PaletteEntry.h"
#include "ui/theme/ThemeManager.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace knockback::ui {

// Everything that can be done or gone to, by typing a few letters of it. Also asks which of many things is meant.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ThemeManager& themes, QWidget* window);

    // An empty question is "what to do or where to go".
    void openWith(std::vector<PaletteEntry> entries, const QString& question = {});
    // Asked whenever something is typed, until the palette opens for something else; answers come with addFound().
    void onTyped(std::function<void(const QString&)> ask) { m_ask = std::move(ask); }
    // Below what fits by itself; ignored when something else is typed by now.
    void addFound(const QString& typed, std::vector<PaletteEntry> found);
    void addFirst(PaletteEntry entry);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void noteTyped();
    void moveBy(int rows);
    bool takeKey(int key);
    void leave();
    void runCurrent();
    void place();

    ThemeManager& m_themes;
    std::vector<PaletteEntry> m_entries;
    std::vector<PaletteEntry> m_found; // by the one that was asked
    std::vector<PaletteEntry> m_shown;
    std::function<void(const QString&)> m_ask;
    QPointer<QWidget> m_focusBefore;
    QLineEdit* m_input;
    QListWidget* m_list;
};

} // namespace knockback::ui
