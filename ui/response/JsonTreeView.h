// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/theme/ThemeManager.h"

#include <QTreeView>

namespace knockback::ui {

class JsonTreeModel;

// JSON of any size as a tree that opens as far as it is looked at. Keys as in every tree; Ctrl+C copies the value,
// Ctrl+Shift+C its path.
class JsonTreeView final : public QTreeView {
    Q_OBJECT
public:
    static constexpr qint64 copyLimit = 32 * 1024 * 1024;

    explicit JsonTreeView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const http::Body& body);
    void copyValue();
    void copyPath();

Q_SIGNALS:
    void noted(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();
    void openFirst();
    void fetchVisible();

    ThemeManager& m_themes;
    JsonTreeModel* m_tree;
    bool m_opened = false; // the text's own value was opened
};

} // namespace knockback::ui
