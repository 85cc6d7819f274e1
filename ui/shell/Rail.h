// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/PageId.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <map>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace knockback::ui {

// The column of page buttons at the left edge.
class Rail final : public QWidget {
    Q_OBJECT
public:
    explicit Rail(ThemeManager& themes, QWidget* parent = nullptr);

    // `icon` is a name of resources/icons. Pages stand in the order of PageId.
    void addPage(PageId page, const QString& icon, const QString& title);
    void select(PageId page);

Q_SIGNALS:
    void pageChosen(knockback::ui::PageId page);

private:
    void dress();

    ThemeManager& m_themes;
    struct Entry {
        QToolButton* button;
        QString icon;
    };
    std::map<PageId, Entry> m_entries;
    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
};

} // namespace knockback::ui
