// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SidebarDelegate.h"

#include "ui/composer/RequestLine.h"
#include "ui/theme/Fonts.h"
#include "ui/widgets/Badge.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int headingExtra = 9; // a heading's air above it
constexpr int methodRight = 44; // methods end here, names begin after it
constexpr int methodGap = 8;
constexpr int levelIndent = 12;
constexpr int chevronWidth = 14;

} // namespace

SidebarDelegate::SidebarDelegate(const SidebarModel& model, ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_themes(themes) {}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const int height = m_themes.theme().space.rowHeight - 1;
    return {160, m_model.row(index.row()).kind == SidebarKind::Heading ? height + headingExtra : height};
}

void SidebarDelegate::paintHeading(QPainter& painter, const QRect& box, const SidebarRow& row) const {
    const auto& theme = m_themes.theme();
    painter.setFont(uiFont(theme.type.small, QFont::DemiBold));
    painter.setPen(theme.textMuted);
    painter.drawText(box.adjusted(6, 10, -28, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(row.text, Qt::ElideMiddle, box.width() - 34));
}

void SidebarDelegate::paintChevron(QPainter& painter, const QRect& box, bool folded) const {
    painter.save();
    painter.translate(QRectF(box).center());
    painter.rotate(folded ? -90 : 0);
    painter.setPen(QPen(m_themes.theme().textMuted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({{-3, -1.5}, {0, 1.5}, {3, -1.5}}));
    painter.restore();
}

void SidebarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& theme = m_themes.theme();
    const auto& row = m_model.row(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (row.kind == SidebarKind::Heading) {
        paintHeading(*painter, option.rect, row);
        return painter->restore();
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? theme.accentSoft : mixed(theme.text, theme.panel, 0.04));
        painter->drawRoundedRect(option.rect, theme.space.radius, theme.space.radius);
    }
    QRect words = option.rect.adjusted(6 + row.depth * levelIndent, 0, -6, 0);
    if (row.badge) {
        const QSize size = badgeSize(theme, row.badge->text, row.badge->withShape);
        const QRect box(words.right() - size.width() + 1, words.top(), size.width(), words.height());
        drawBadge(*painter, theme, row.badge->cause, row.badge->text, row.badge->withShape, box);
        words.setRight(box.left() - 6);
    }
    if (row.isGroup()) {
        paintChevron(*painter, QRect(words.left(), words.top(), chevronWidth, words.height()), row.folded);
        words.setLeft(words.left() + chevronWidth + 2);
    }
    if (row.kind == SidebarKind::Request) {
        painter->setFont(uiFont(theme.type.small - 1, QFont::Bold));
        painter->setPen(methodColour(theme, row.method));
        // Deep requests give up the column that lines methods up.
        const int width = row.depth == 0
                              ? methodRight - 6
                              : painter->fontMetrics().horizontalAdvance(QString::fromUtf8(row.method.left(6)));
        const QRect method(words.left(), words.top(), width, words.height());
        painter->drawText(method, Qt::AlignVCenter | Qt::AlignRight, QString::fromUtf8(row.method.left(6)));
        words.setLeft(words.left() + width + methodGap);
    }
    painter->setFont(uiFont(theme.type.base, row.kind == SidebarKind::Folder ? QFont::Medium : QFont::Normal));
    painter->setPen(row.isGroup() || row.id.isEmpty() ? theme.textMuted : theme.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(row.text, Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace knockback::ui
