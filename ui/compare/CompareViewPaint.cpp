// SPDX-License-Identifier: GPL-3.0-or-later
// How the comparison looks. A colour never speaks alone: every different line has a sign before it.
#include "ui/compare/CompareView.h"
#include "ui/theme/Fonts.h"

#include <QPainter>
#include <QScrollBar>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr int sidePadding = 10;
constexpr int signWidth = 18;
constexpr int middleGap = 1;

struct Look {
    QColor ground; // invalid = none
    QColor mark;
    QString sign;
};

Look lookOf(const Theme& theme, RowKind kind, bool left) {
    const auto& gone = theme.cause(Cause::Overload);
    const auto& come = theme.cause(Cause::Credential);
    const auto tinted = [&theme](const CauseLook& look, double share) { return mixed(look.fill, theme.field, share); };
    const auto& side = left ? gone : come;
    switch (kind) {
    case RowKind::Changed:
        return {tinted(side, 0.45), mixed(side.mark, theme.field, 0.35), QStringLiteral("≠")};
    case RowKind::LeftOnly:
        return left ? Look{tinted(gone, 0.9), {}, QStringLiteral("−")} : Look{theme.window, {}, {}};
    case RowKind::RightOnly:
        return left ? Look{theme.window, {}, {}} : Look{tinted(come, 0.9), {}, QStringLiteral("+")};
    case RowKind::Moved:
        return {tinted(theme.cause(Cause::GeoLock), 0.6), {}, QStringLiteral("↕")};
    case RowKind::Same:
    case RowKind::Heading:
        break;
    }
    return {};
}

} // namespace

int CompareView::numberWidth() const {
    if (m_largestLine == 0)
        return 0;
    return QFontMetrics(font()).horizontalAdvance(QString::number(std::max(m_largestLine, 100))) + 8;
}

CompareView::Column CompareView::column(bool left) const {
    const int half = (viewport()->width() - middleGap) / 2;
    const int used = sidePadding + numberWidth() + signWidth;
    return {(left ? 0 : half + middleGap) + used, std::max(half - used - sidePadding, 40)};
}

void CompareView::paintEvent(QPaintEvent*) {
    const auto& theme = m_themes.theme();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.field);
    if (m_layout.count() > 0) {
        const int first = verticalScrollBar()->value();
        for (auto i = m_layout.indexAtLine(first); i < m_layout.count(); ++i) {
            const int y = (m_layout.topOf(i) - first) * lineHeight();
            if (y > viewport()->height())
                break;
            paintRow(painter, i, y, (m_layout.topOf(i + 1) - m_layout.topOf(i)) * lineHeight());
        }
    }
    painter.fillRect(QRect((viewport()->width() - middleGap) / 2, 0, middleGap, viewport()->height()), theme.line);
}

void CompareView::paintRow(QPainter& painter, std::size_t index, int y, int height) const {
    const auto& theme = m_themes.theme();
    const auto& shown = m_layout.at(index);
    const auto& row = m_rows[shown.row];
    const QRect whole(0, y, viewport()->width(), height);
    if (shown.isGap()) {
        painter.fillRect(whole, theme.window);
        painter.setFont(uiFont(theme.type.small));
        painter.setPen(theme.textMuted);
        painter.drawText(whole, Qt::AlignCenter, tr("⋯ %1 equal lines ⋯").arg(shown.hidden));
        return;
    }
    if (row.kind == RowKind::Heading) {
        painter.fillRect(whole, theme.panel);
        painter.setFont(uiFont(theme.type.label, QFont::DemiBold));
        painter.setPen(theme.text);
        painter.drawText(whole.adjusted(sidePadding, 0, 0, -4), Qt::AlignLeft | Qt::AlignBottom, row.left);
        painter.fillRect(QRect(0, whole.bottom(), whole.width(), 1), theme.line);
        return;
    }
    paintSide(painter, row, true, y, height);
    paintSide(painter, row, false, y, height);
    const auto& differences = m_layout.differences();
    if (m_current >= 0 && differences[static_cast<std::size_t>(m_current)] <= index && row.isDifference()) {
        const bool last = m_current + 1 == differenceCount();
        if (last || index < differences[static_cast<std::size_t>(m_current) + 1])
            painter.fillRect(QRect(0, y, 3, height), theme.accent);
    }
}

void CompareView::paintSide(QPainter& painter, const CompareRow& row, bool left, int y, int height) const {
    const auto& theme = m_themes.theme();
    const auto look = lookOf(theme, row.kind, left);
    const auto area = column(left);
    const int start = area.left - sidePadding - numberWidth() - signWidth;
    if (look.ground.isValid())
        painter.fillRect(QRect(start, y, (viewport()->width() - middleGap) / 2 + 1, height), look.ground);
    painter.setFont(font());
    painter.setPen(theme.textMuted);
    const int number = left ? row.leftLine : row.rightLine;
    if (number > 0)
        painter.drawText(QRect(start, y, sidePadding + numberWidth() - 4, lineHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
    painter.setPen(theme.text);
    painter.drawText(QRect(area.left - signWidth, y, signWidth, lineHeight()), Qt::AlignCenter, look.sign);
    if (row.kind == RowKind::Same)
        painter.setPen(theme.textMuted);
    paintText(painter, left ? row.left : row.right, left ? row.leftMarks : row.rightMarks, look.mark, area, y);
}

void CompareView::paintText(QPainter& painter, const QString& text, const std::vector<Mark>& marks, const QColor& mark,
                            const Column& column, int y) const {
    const QFontMetrics metrics(font());
    const int columns = std::max(column.width / std::max(metrics.horizontalAdvance(u'0'), 1), 8);
    for (qsizetype from = 0; from < text.size(); from += columns, y += lineHeight()) {
        if (y + lineHeight() < 0 || y > viewport()->height())
            continue;
        const QString line = text.mid(from, columns);
        for (const auto& part : marks) {
            const auto first = std::max(part.from, from);
            const auto last = std::min(part.from + part.length, from + line.size());
            if (first >= last || !mark.isValid())
                continue;
            const int x = metrics.horizontalAdvance(line.left(first - from));
            const int width = metrics.horizontalAdvance(line.mid(first - from, last - first));
            painter.fillRect(QRect(column.left + x, y + 1, width, lineHeight() - 2), mark);
        }
        painter.drawText(QRect(column.left, y, column.width + sidePadding, lineHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
    }
}

} // namespace knockback::ui
