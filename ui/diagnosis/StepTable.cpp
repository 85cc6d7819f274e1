// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/StepTable.h"

#include "ui/theme/CauseShape.h"
#include "ui/widgets/AppStyle.h"

#include <QHeaderView>
#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int markSize = 14;
enum Column { Name, Text, Time };

QTableWidgetItem* cell(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

StepTable::StepTable(const QString& name, const QStringList& headings, MarkWords words, ThemeManager& themes,
                     QWidget* parent)
    : QTableWidget(0, int(headings.size()), parent)
    , m_themes(themes)
    , m_words(words) {
    setAccessibleName(name);
    setHorizontalHeaderLabels(headings);
    verticalHeader()->hide();
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    setIconSize({markSize, markSize});
    setFrameShape(QFrame::NoFrame);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(Text, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(Time, QHeaderView::ResizeToContents);
    setColumnWidth(Name, 290);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &QTableView::resizeRowsToContents);
    connect(&themes, &ThemeManager::changed, this, &StepTable::dress);
}

void StepTable::setBadCause(diagnosis::Cause cause) {
    m_badCause = cause;
}

void StepTable::setLines(const std::vector<StepLine>& lines) {
    setRowCount(int(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (i >= m_lines.size() || !(lines[i] == m_lines[i]))
            showLine(int(i), lines[i]);
    m_lines = lines;
    resizeRowsToContents();
    const auto running = std::find_if(lines.begin(), lines.end(),
                                      [](const StepLine& line) { return line.mark == StepLine::Mark::Running; });
    if (running != lines.end())
        scrollToItem(item(int(running - lines.begin()), Name));
}

void StepTable::showLine(int row, const StepLine& line) {
    auto* name = cell(line.name);
    name->setIcon(icon(line.mark));
    name->setData(Qt::AccessibleTextRole, QStringLiteral("%1: %2").arg(line.name, m_words(line.mark)));
    auto* text = cell(line.text);
    if (line.mark == StepLine::Mark::Skipped)
        text->setForeground(m_themes.theme().textMuted);
    auto* time = cell(line.time);
    time->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setItem(row, Name, name);
    setItem(row, Text, text);
    setItem(row, Time, time);
}

QIcon StepTable::icon(StepLine::Mark mark) const {
    const auto& theme = m_themes.theme();
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(markSize, markSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(1.5, 1.5, markSize - 3, markSize - 3);
    switch (mark) {
    case StepLine::Mark::None:
        break;
    case StepLine::Mark::Running:
        painter.fillPath(shapePath(knockback::ui::Shape::Ring, box), theme.accent);
        break;
    case StepLine::Mark::Good:
        drawCauseShape(painter, theme, diagnosis::Cause::None, box);
        break;
    case StepLine::Mark::Bad:
        drawCauseShape(painter, theme, m_badCause, box);
        break;
    case StepLine::Mark::Odd:
        drawCauseShape(painter, theme, diagnosis::Cause::RateLimit, box);
        break;
    case StepLine::Mark::Skipped:
        painter.fillRect(QRectF(3, markSize / 2.0 - 0.75, markSize - 6, 1.5), theme.textFaint);
        break;
    }
    return pixmap;
}

void StepTable::dress() {
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        showLine(int(i), m_lines[i]);
    resizeRowsToContents();
}

} // namespace knockback::ui
