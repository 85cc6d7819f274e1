// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>

namespace knockback::ui {

namespace {

bool installed(const QString& family) {
    return QFontDatabase::families().contains(family);
}

// Names that a platform gives when no desktop chose a font.
bool isFallback(const QString& family) {
    static const QStringList fallbacks{QString(),
                                       QStringLiteral("Sans Serif"),
                                       QStringLiteral("Sans"),
                                       QStringLiteral("sans-serif"),
                                       QStringLiteral("DejaVu Sans"),
                                       QStringLiteral("Bitstream Vera Sans"),
                                       QStringLiteral("Helvetica"),
                                       QStringLiteral("Helvetica [Cronyx]"),
                                       QStringLiteral("Arial")};
    return fallbacks.contains(family) || !installed(family);
}

QFont sized(const QString& family, int pixelSize, QFont::Weight weight) {
    QFont font(family);
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    return font;
}

} // namespace

QString uiFontFamily() {
    static const QString family = [] {
        const QString inter = QStringLiteral("Inter");
        const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
        return isFallback(system) && installed(inter) ? inter : system;
    }();
    return family;
}

QString monoFontFamily() {
    static const QString family = [] {
        const QString jetBrains = QStringLiteral("JetBrains Mono");
        return installed(jetBrains) ? jetBrains : QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    }();
    return family;
}

QFont uiFont(int pixelSize, QFont::Weight weight) {
    return sized(uiFontFamily(), pixelSize, weight);
}

QFont monoFont(int pixelSize, QFont::Weight weight) {
    QFont font = sized(monoFontFamily(), pixelSize, weight);
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace knockback::ui
