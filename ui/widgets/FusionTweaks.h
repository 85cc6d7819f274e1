// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace knockback::ui {

// Fusion with thin chevrons instead of filled arrows, check marks in the accent, menus that open without a delay, and
// combo and spin boxes that leave the wheel to the pane around them.
class FusionTweaks final : public QProxyStyle {
    Q_OBJECT
public:
    FusionTweaks();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* answer) const override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace knockback::ui
