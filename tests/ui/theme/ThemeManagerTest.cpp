// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ThemeManager.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

TEST(ThemeManager, FollowsTheSystemUntilToldOtherwise) {
    ThemeManager themes(ThemeKind::Dark);
    QSignalSpy changed(&themes, &ThemeManager::changed);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Dark);
    themes.setSystemKind(ThemeKind::Light);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Light);
    EXPECT_EQ(changed.size(), 1);
    themes.choose(ThemeChoice::Dark);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Dark);
    EXPECT_EQ(changed.size(), 2);
    themes.setSystemKind(ThemeKind::Dark);
    themes.setSystemKind(ThemeKind::Light);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Dark);
    EXPECT_EQ(changed.size(), 2) << "the system does not matter while a theme is chosen";
    themes.choose(ThemeChoice::System);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Light);
    EXPECT_EQ(changed.size(), 3);
}

TEST(ThemeManager, SaysNothingWhenNothingLooksDifferent) {
    ThemeManager themes(ThemeKind::Light);
    QSignalSpy changed(&themes, &ThemeManager::changed);
    themes.choose(ThemeChoice::Light);
    themes.choose(ThemeChoice::System);
    EXPECT_EQ(changed.size(), 0);
}

TEST(ThemeManager, ZoomChangesTypeAndStaysWithinBounds) {
    ThemeManager themes(ThemeKind::Light);
    const int usual = themes.theme().type.base;
    QSignalSpy changes(&themes, &ThemeManager::changed);
    themes.setZoom(150);
    EXPECT_EQ(themes.theme().type.base, (usual * 150 + 50) / 100);
    themes.choose(ThemeChoice::Dark);
    EXPECT_EQ(themes.theme().type.base, (usual * 150 + 50) / 100);
    themes.setZoom(1000);
    EXPECT_EQ(themes.zoom(), largestZoom);
    themes.setZoom(100);
    EXPECT_EQ(themes.theme().type.base, usual);
    EXPECT_EQ(changes.size(), 4);
    themes.setZoom(100);
    EXPECT_EQ(changes.size(), 4);
}

} // namespace
} // namespace knockback::ui
