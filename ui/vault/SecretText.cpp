// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/SecretText.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"

#include <QPainter>

#include <algorithm>

namespace knockback::ui {

namespace {
const QString dots = QStringLiteral("••••••••••••");
constexpr int mostLines = 6; // of a long token; the rest is there to copy

int lineHeight() {
    return QFontMetrics(monoFont(12)).height() + 2;
}
} // namespace

SecretText::SecretText(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(QStringLiteral("Secret, hidden"));
}

void SecretText::reveal(base::Secret secret) {
    m_secret = std::move(secret);
    setAccessibleName(QStringLiteral("Secret, shown on the screen"));
    updateGeometry();
    update();
}

void SecretText::hideSecret() {
    m_secret.wipe();
    setAccessibleName(QStringLiteral("Secret, hidden"));
    updateGeometry();
    update();
}

int SecretText::letters(int width) const {
    return std::max(8, width / std::max(1, QFontMetrics(monoFont(m_themes.theme().type.mono)).averageCharWidth()));
}

QSize SecretText::sizeHint() const {
    return {QFontMetrics(monoFont(m_themes.theme().type.mono)).horizontalAdvance(dots), heightForWidth(width())};
}

int SecretText::heightForWidth(int width) const {
    const auto perLine = letters(width);
    const auto lines = (static_cast<int>(m_secret.size()) + perLine - 1) / perLine;
    return lineHeight() * std::clamp(lines, 1, mostLines);
}

void SecretText::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = m_themes.theme();
    painter.setFont(monoFont(theme.type.mono));
    painter.setPen(theme.text);
    if (!isRevealed()) {
        const int fitting = width() / std::max(1, painter.fontMetrics().horizontalAdvance(dots.front()));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, dots.left(fitting));
        return;
    }
    const auto perLine = letters(width());
    const auto text = m_secret.reveal();
    for (int line = 0; line < mostLines && line * perLine < text.size(); ++line) {
        const auto from = line * perLine;
        QString piece = QString::fromUtf8(text.sliced(from, std::min<qsizetype>(perLine, text.size() - from)));
        if (line + 1 == mostLines && from + perLine < text.size())
            piece.chop(1), piece += u'…';
        painter.drawText(QRect(0, line * lineHeight(), width(), lineHeight()), Qt::AlignLeft | Qt::AlignVCenter, piece);
        piece.fill(u'\0');
    }
}

} // namespace knockback::ui
