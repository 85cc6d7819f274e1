// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/PasteDiagnosisDelegate.h"

#include "ui/diagnosis/PasteDiagnosisModel.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/Badge.h"

#include <QApplication>
#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int margin = 12;
constexpr int gap = 8;
constexpr int padding = 7;

} // namespace

PasteDiagnosisDelegate::PasteDiagnosisDelegate(ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes) {}

QSize PasteDiagnosisDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {200, 2 * option.fontMetrics.height() + 2 * padding + 4};
}

void PasteDiagnosisDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    // The ground and the focus frame as every other list has them; only the words are ours.
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    cell.text.clear();
    const auto* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const Theme& theme = m_themes.theme();
    const auto cause = static_cast<diagnosis::Cause>(index.data(PasteDiagnosisModel::CauseRole).toInt());
    const QString answer = index.data(PasteDiagnosisModel::AnswerRole).toString();
    QRect upper = option.rect.adjusted(margin, padding, -margin, 0);
    upper.setHeight(option.fontMetrics.height() + 2);
    const QSize badge = badgeSize(theme, answer, true);
    drawBadge(*painter, theme, cause, answer, true, upper);
    const QRect beside = upper.adjusted(badge.width() + gap, 0, 0, 0);
    const auto say = [&](const QRect& box, int role, const QColor& colour, Qt::TextElideMode mode) {
        painter->setPen(colour);
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(index.data(role).toString(), mode, box.width()));
    };
    painter->setFont(option.font);
    say(beside, PasteDiagnosisModel::RequestRole, theme.text, Qt::ElideMiddle);
    QRect lower = option.rect.adjusted(margin, 0, -margin, -padding);
    lower.setTop(upper.bottom() + 3);
    say(lower, PasteDiagnosisModel::TitleRole, theme.textMuted, Qt::ElideRight);
}

} // namespace knockback::ui
