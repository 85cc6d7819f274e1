// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"
#include "ui/theme/CauseShape.h"
#include "ui/theme/ThemeLoader.h"

#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

QByteArray builtInJson() {
    QFile file(QStringLiteral(":/knockback/theme/tokens.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

class BothThemes : public testing::TestWithParam<const Theme*> {};
INSTANTIATE_TEST_SUITE_P(Theme, BothThemes, testing::Values(&builtInThemes().light, &builtInThemes().dark),
                         [](const auto& which) { return which.param->kind == ThemeKind::Dark ? "dark" : "light"; });

TEST_P(BothThemes, TextReadsOnEveryGroundItStandsOn) {
    const Theme& theme = *GetParam();
    for (const QColor& ground : {theme.window, theme.panel, theme.field}) {
        EXPECT_GE(contrast(theme.text, ground), 4.5);
        EXPECT_GE(contrast(theme.textMuted, ground), 4.5);
        EXPECT_GE(contrast(theme.textFaint, ground), 3.0);
    }
    EXPECT_GE(contrast(theme.onAccent, theme.accent), 4.5);
    EXPECT_GE(contrast(theme.accent, theme.accentSoft), 4.5);
    for (const CauseLook& look : theme.causes) {
        EXPECT_GE(contrast(look.text, look.fill), 4.5) << look.text.name().toStdString();
        EXPECT_GE(contrast(look.text, theme.panel), 4.5) << look.text.name().toStdString();
        EXPECT_GE(contrast(inkOn(look.mark), look.mark), 4.5) << look.mark.name().toStdString();
        EXPECT_GE(contrast(look.mark, theme.panel), 3.0) << look.mark.name().toStdString();
    }
}

TEST_P(BothThemes, EveryCauseHasAShapeOfItsOwn) {
    std::vector<QImage> pictures;
    for (int cause = 0; cause < 8; ++cause) {
        QImage picture(24, 24, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        drawCauseShape(painter, *GetParam(), static_cast<diagnosis::Cause>(cause), QRectF(2, 2, 20, 20), Qt::black);
        painter.end();
        EXPECT_EQ(picture.pixelColor(0, 0), QColor(Qt::white));
        for (const QImage& other : pictures)
            EXPECT_NE(picture, other);
        pictures.push_back(picture);
    }
}

TEST(Contrast, MatchesTheDefinition) {
    EXPECT_DOUBLE_EQ(contrast(Qt::white, Qt::black), 21.0);
    EXPECT_DOUBLE_EQ(contrast(Qt::red, Qt::red), 1.0);
    EXPECT_NEAR(contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
}

TEST(ThemeLoader, ReadsItsOwnTokens) {
    const auto themes = loadThemes(builtInJson());
    ASSERT_TRUE(themes.ok()) << themes.error().toStdString();
    EXPECT_EQ(themes->light.kind, ThemeKind::Light);
    EXPECT_EQ(themes->dark.kind, ThemeKind::Dark);
    EXPECT_EQ(themes->light.cause(diagnosis::Cause::RateLimit).shape, Shape::Triangle);
    EXPECT_EQ(themes->dark.space.rowHeight, themes->light.space.rowHeight);
}

TEST(ThemeLoader, NamesTheEntryThatIsWrong) {
    const QJsonObject good = QJsonDocument::fromJson(builtInJson()).object();
    const auto problemOf = [](const QJsonObject& tokens) {
        const auto themes = loadThemes(QJsonDocument(tokens).toJson());
        return themes.ok() ? QString() : themes.error();
    };
    const auto changed = [&good](const char* section, const char* key, const QJsonValue& value) {
        QJsonObject tokens = good;
        QJsonObject inner = tokens.value(QLatin1String(section)).toObject();
        inner.insert(QLatin1String(key), value);
        tokens.insert(QLatin1String(section), inner);
        return tokens;
    };
    EXPECT_THAT(problemOf(changed("light", "accent", QStringLiteral("blue"))).toStdString(),
                testing::HasSubstr("light.accent must be a colour"));
    EXPECT_THAT(problemOf(changed("space", "radius", -1)).toStdString(), testing::HasSubstr("space.radius"));
    EXPECT_THAT(problemOf(changed("shape", "ok", QStringLiteral("star"))).toStdString(),
                testing::HasSubstr("shape.ok"));
    EXPECT_THAT(problemOf(changed("motion", "speed", 3)).toStdString(),
                testing::HasSubstr("motion.speed is not known"));
    QJsonObject without = good;
    without.remove(QStringLiteral("dark"));
    EXPECT_THAT(problemOf(without).toStdString(), testing::HasSubstr("dark must be an object"));
    EXPECT_FALSE(loadThemes("not json").ok());
    EXPECT_FALSE(loadThemes("[]").ok());
}

} // namespace
} // namespace knockback::ui
