// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/SidebarDelegate.h"

#include "ui/composer/RequestLine.h"
#include "ui/theme/Fonts.h"
#include "ui/widgets/Badge.h"

#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int rowHeight = 27;
constexpr int headingHeight = 36;
constexpr int methodRight = 44; // methods end here, names begin after it
constexpr int methodGap = 8;

} // namespace

SidebarDelegate::SidebarDelegate(const SidebarModel& model, ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_themes(themes) {}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {160, m_model.row(index.row()).kind == SidebarKind::Heading ? headingHeight : rowHeight};
}

void SidebarDelegate::paintHeading(QPainter& painter, const QRect& box, const SidebarRow& row) const {
    const auto& theme = m_themes.theme();
    painter.setFont(uiFont(theme.type.small, QFont::DemiBold));
    painter.setPen(theme.textMuted);
    painter.drawText(box.adjusted(6, 10, -28, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(row.text, Qt::ElideMiddle, box.width() - 34));
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
    QRect words = option.rect.adjusted(6, 0, -6, 0);
    if (row.badge) {
        const QSize size = badgeSize(theme, row.badge->text, row.badge->withShape);
        const QRect box(words.right() - size.width() + 1, words.top(), size.width(), words.height());
        drawBadge(*painter, theme, row.badge->cause, row.badge->text, row.badge->withShape, box);
        words.setRight(box.left() - 6);
    }
    if (row.kind == SidebarKind::Request) {
        painter->setFont(uiFont(theme.type.small - 1, QFont::Bold));
        painter->setPen(methodColour(theme, row.method));
        const QRect method(words.left(), words.top(), methodRight - 6, words.height());
        painter->drawText(method, Qt::AlignVCenter | Qt::AlignRight, QString::fromUtf8(row.method.left(6)));
        words.setLeft(words.left() + methodRight - 6 + methodGap);
    }
    painter->setFont(uiFont(theme.type.base));
    painter->setPen(theme.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(row.text, Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace knockback::ui
