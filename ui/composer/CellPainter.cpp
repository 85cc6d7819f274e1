// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CellPainter.h"

#include "ui/composer/VariableSpans.h"
#include "ui/theme/Fonts.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTextLayout>
#include <QWidget>

namespace knockback::ui {

namespace {

constexpr int sidePadding = 8;
constexpr int tailGap = 8;

// The room for the words: what the check box leaves.
QRect wordRoom(const QStyleOptionViewItem& option, bool indented) {
    QRect room = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    if (indented) {
        QStyleOptionViewItem checked = option;
        checked.features |= QStyleOptionViewItem::HasCheckIndicator;
        const QStyle* style = option.widget->style();
        const QRect box = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &checked, option.widget);
        room.setLeft(box.right() + sidePadding);
    }
    return room;
}

void drawTail(QPainter& painter, QRect& room, const QString& tail, const QColor& colour, const Theme& theme) {
    const QFont font = uiFont(theme.type.small);
    const int width = QFontMetrics(font).horizontalAdvance(tail);
    if (room.width() < width + 60)
        return;
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, tail);
    room.setRight(room.right() - width - tailGap);
}

void drawWords(QPainter& painter, const QRect& room, const QString& words, const QStyleOptionViewItem& option,
               const CellLook& look, const VariableScope& scope, const Theme& theme) {
    QFont font = option.font;
    font.setStrikeOut(look.struck);
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(words, Qt::ElideRight, room.width());
    QTextLayout layout(shown, font);
    QList<QTextLayout::FormatRange> formats;
    const auto end = shown == words ? shown.size() : shown.size() - 1;
    for (const auto& mark : variableMarks(words, scope)) {
        if (mark.start < end) {
            formats.append(
                {mark.start, std::min(mark.length, static_cast<int>(end) - mark.start), formatOf(mark.state, theme)});
        }
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width() + 1);
    layout.endLayout();
    painter.setPen(look.muted ? theme.textMuted : theme.text);
    layout.draw(&painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2.0));
}

} // namespace

void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const CellLook& look, const VariableScope& scope,
               const Theme& theme) {
    painter.save();
    QStyleOptionViewItem ground = option;
    ground.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, &painter, option.widget);
    painter.setPen(theme.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter.setClipRect(option.rect);
    QRect room = wordRoom(option, look.indented);
    if (!look.tail.isEmpty())
        drawTail(painter, room, look.tail, look.alarming ? theme.danger() : theme.textMuted, theme);
    if (!option.text.isEmpty()) {
        // A line break in a value is shown, not made.
        QString words = option.text;
        words.replace(QChar::LineSeparator, u'↵').replace(u'\n', u'↵');
        drawWords(painter, room, words, option, look, scope, theme);
    } else if (!look.hint.isEmpty()) {
        painter.setFont(option.font);
        painter.setPen(theme.textMuted);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, look.hint);
    }
    painter.restore();
}

} // namespace knockback::ui
