// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/TimelineLegend.h"

#include "ui/painter/TimelineWords.h"
#include "ui/theme/CauseShape.h"
#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"

#include <QPainter>

#include <array>
#include <optional>

namespace knockback::ui {

namespace {

using diagnosis::Cause;

constexpr double shapeSize = 10;
constexpr double shapeGap = 5;
constexpr double entryGap = 13;

struct Entry {
    std::optional<Cause> cause; // empty: a wait
    QString words;
    double width = 0;
};

// In the order of the drawing; `rarest` of them are left out.
std::vector<Entry> entries(const QFontMetricsF& metrics, std::size_t rarest) {
    constexpr std::array<Cause, 8> common{Cause::None,    Cause::RateLimit,  Cause::SuspiciousPattern,
                                          Cause::GeoLock, Cause::Credential, Cause::Overload,
                                          Cause::Network, Cause::ClientError};
    std::vector<Entry> list;
    for (std::size_t i = 0; i + rarest < common.size(); ++i)
        list.push_back({common[i], causeWords(common[i])});
    list.push_back({{}, QCoreApplication::translate("Timeline", "wait")});
    for (Entry& entry : list)
        entry.width = shapeSize + shapeGap + metrics.horizontalAdvance(entry.words);
    return list;
}

double widthOf(const std::vector<Entry>& list) {
    double width = -entryGap;
    for (const Entry& entry : list)
        width += entry.width + entryGap;
    return width;
}

void drawWaitSample(QPainter& painter, const Theme& theme, const QRectF& box) {
    painter.setPen(theme.textMuted);
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.drawLine(QPointF(box.left() + 0.5, box.center().y()), QPointF(box.center().x(), box.top() + 0.5));
    painter.drawLine(QPointF(box.left() + 0.5, box.bottom() - 0.5), QPointF(box.right() - 0.5, box.top() + 0.5));
    painter.drawLine(QPointF(box.center().x(), box.bottom() - 0.5), QPointF(box.right() - 0.5, box.center().y()));
}

} // namespace

TimelineLegend::TimelineLegend(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend: colour and shape say the cause"));
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void TimelineLegend::paintEvent(QPaintEvent*) {
    const Theme& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(theme.type.label));
    const QFontMetricsF metrics(painter.font());
    std::size_t rarest = 0;
    auto list = entries(metrics, rarest);
    while (widthOf(list) > width() && rarest < 8)
        list = entries(metrics, ++rarest);
    double x = width() - widthOf(list);
    for (const Entry& entry : list) {
        const QRectF shape(x, (height() - shapeSize) / 2, shapeSize, shapeSize);
        if (entry.cause)
            drawCauseShape(painter, theme, *entry.cause, shape);
        else
            drawWaitSample(painter, theme, shape);
        painter.setPen(entry.cause ? theme.cause(*entry.cause).text : theme.textMuted);
        const QRectF words(shape.right() + shapeGap, 0, entry.width, height());
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, entry.words);
        x += entry.width + entryGap;
    }
}

} // namespace knockback::ui
