// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Badge.h"

#include "ui/theme/CauseShape.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/TabularText.h"
#include "ui/theme/ThemeManager.h"

#include <QPainter>

#include <cmath>

namespace knockback::ui {

namespace {

constexpr int shapeSize = 10;
constexpr int shapeGap = 4;
constexpr int sidePadding = 7;

QFont badgeFont(const Theme& theme) {
    return uiFont(theme.type.small, QFont::DemiBold);
}

} // namespace

QSize badgeSize(const Theme& theme, const QString& text, bool withShape) {
    double width = 2 * sidePadding + tabularWidth(badgeFont(theme), text);
    if (withShape)
        width += shapeSize + (text.isEmpty() ? 0 : shapeGap);
    return {static_cast<int>(std::ceil(width)), 2 * theme.space.badgeRadius};
}

void drawBadge(QPainter& painter, const Theme& theme, diagnosis::Cause cause, const QString& text, bool withShape,
               const QRect& box) {
    const QSize size = badgeSize(theme, text, withShape);
    QRectF pill(box.left(), box.top() + (box.height() - size.height()) / 2, size.width(), size.height());
    const CauseLook& look = theme.cause(cause);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.fill);
    painter.drawRoundedRect(pill, theme.space.badgeRadius, theme.space.badgeRadius);
    QRectF inner = pill.adjusted(sidePadding, 0, -sidePadding, 0);
    if (withShape) {
        const QRectF shape(inner.left(), inner.center().y() - shapeSize / 2.0, shapeSize, shapeSize);
        drawCauseShape(painter, theme, cause, shape, look.text);
        inner.setLeft(shape.right() + shapeGap);
    }
    painter.setFont(badgeFont(theme));
    painter.setPen(look.text);
    drawTabular(painter, inner, Qt::AlignVCenter, text);
    painter.restore();
}

Badge::Badge(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void Badge::setBadge(diagnosis::Cause cause, const QString& text, bool withShape) {
    m_cause = cause;
    m_text = text;
    m_withShape = withShape;
    setAccessibleName(text.isEmpty() ? QString::fromUtf8(diagnosis::causeName(cause)) : text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    return badgeSize(m_themes.theme(), m_text, m_withShape);
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    drawBadge(painter, m_themes.theme(), m_cause, m_text, m_withShape, rect());
}

} // namespace knockback::ui
