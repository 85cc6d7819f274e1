// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QTabBar>

namespace knockback::ui {

// Flat tabs with a line under the present one and a small mark after the name: "Params ²", "Auth github-app".
class CountTabBar final : public QTabBar {
    Q_OBJECT
public:
    explicit CountTabBar(ThemeManager& themes, QWidget* parent = nullptr);

    // Empty = no mark.
    void setMark(int tab, const QString& mark);
    void setCount(int tab, std::size_t count) { setMark(tab, count == 0 ? QString() : QString::number(count)); }
    [[nodiscard]] QString mark(int tab) const { return tabData(tab).toString(); }

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent* event) override;

private:
    ThemeManager& m_themes;
};

} // namespace knockback::ui
