// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <algorithm>
#include <cmath>

namespace knockback::ui {

namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

QColor causeColour(const Theme& theme, diagnosis::Cause cause) {
    return theme.cause(cause).mark;
}

double contrast(const QColor& a, const QColor& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor inkOn(const QColor& ground) {
    const QColor white(0xff, 0xff, 0xff);
    const QColor black(0, 0, 0);
    return contrast(white, ground) >= contrast(black, ground) ? white : black;
}

QColor mixed(const QColor& top, const QColor& ground, double share) {
    const auto blend = [share](float over, float under) {
        return std::clamp(static_cast<float>(over * share + under * (1 - share)), 0.0F, 1.0F);
    };
    return QColor::fromRgbF(blend(top.redF(), ground.redF()), blend(top.greenF(), ground.greenF()),
                            blend(top.blueF(), ground.blueF()));
}

} // namespace knockback::ui
