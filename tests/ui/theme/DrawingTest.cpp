// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Fonts.h"
#include "ui/theme/Icons.h"
#include "ui/theme/TabularText.h"

#include <QDir>
#include <QImage>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

TEST(Icons, EveryFileDrawsInTheAskedColour) {
    const QStringList files = QDir(QStringLiteral(":/knockback/icons")).entryList();
    ASSERT_GT(files.size(), 20);
    for (const QString& file : files) {
        const QImage picture = iconPixmap(file.chopped(4), QColor(0x12, 0x34, 0x56), 48).toImage();
        int inked = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const QColor pixel = picture.pixelColor(x, y);
                if (pixel.alpha() < 255)
                    continue;
                ++inked;
                ASSERT_EQ(pixel.name(), QStringLiteral("#123456")) << file.toStdString();
            }
        }
        EXPECT_GT(inked, 10) << file.toStdString();
    }
}

TEST(TabularText, EveryNumberOfSoManyDigitsIsAsWide) {
    const QFont font = uiFont(13);
    const double width = tabularWidth(font, u"00:00");
    for (const QStringView text : {u"11:11", u"17:41", u"59:59"})
        EXPECT_DOUBLE_EQ(tabularWidth(font, text), width);
    EXPECT_GT(tabularWidth(font, u"100:00"), width);
    EXPECT_EQ(tabularWidth(font, u""), 0);
}

TEST(Fonts, AreInstalledOnes) {
    EXPECT_FALSE(uiFontFamily().isEmpty());
    EXPECT_FALSE(monoFontFamily().isEmpty());
    EXPECT_EQ(monoFont(12).pixelSize(), 12);
    EXPECT_EQ(uiFont(13, QFont::DemiBold).weight(), QFont::DemiBold);
}

} // namespace
} // namespace knockback::ui
