// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/PaletteEntry.h"

#include <QAction>
#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace knockback::ui {

// Every action of the window with its key: the one list that shortcuts, command palette and key list are made from.
class ActionTable {
public:
    // `window` owns the actions and is where their keys work.
    explicit ActionTable(QWidget& window) : m_window(window) {}

    // The first key is the one that is shown.
    QAction* add(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run);
    // One that the palette leaves out, such as nine keys for nine tabs.
    QAction* addQuiet(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run);

    [[nodiscard]] std::vector<PaletteEntry> paletteEntries(const QString& kind) const;
    struct KeyLine {
        QString text;
        QString key;
    };
    [[nodiscard]] std::vector<KeyLine> keyLines() const;

private:
    QWidget& m_window;
    std::vector<QAction*> m_actions;
    std::vector<QAction*> m_quiet;
};

} // namespace knockback::ui
