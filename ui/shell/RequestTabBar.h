// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QTabBar>

namespace knockback::ui {

// What a tab of the request tab bar shows.
struct RequestTab {
    QByteArray method;
    QString title;
    bool unsaved = false;
};

// The open requests: method in its colour, name, a dot while there are unsaved changes, a cross to close.
class RequestTabBar final : public QTabBar {
    Q_OBJECT
public:
    explicit RequestTabBar(ThemeManager& themes, QWidget* parent = nullptr);

    void setTab(int index, const RequestTab& tab);
    [[nodiscard]] bool isUnsaved(int index) const;

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void paintTab(QPainter& painter, int index);
    [[nodiscard]] QRect closeBox(int index) const;
    [[nodiscard]] RequestTab tab(int index) const;

    ThemeManager& m_themes;
    int m_pressedClose = -1;
};

} // namespace knockback::ui

Q_DECLARE_METATYPE(knockback::ui::RequestTab)
