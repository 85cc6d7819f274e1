// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareView.h"

#include "ui/theme/Fonts.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace knockback::ui {

CompareView::CompareView(ThemeManager& themes, QWidget* parent) : QAbstractScrollArea(parent), m_themes(themes) {
    setObjectName(QStringLiteral("compareView"));
    setAccessibleName(tr("Both exchanges line by line"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&themes, &ThemeManager::changed, this, &CompareView::dress);
    dress();
}

void CompareView::dress() {
    setFont(monoFont(m_themes.theme().type.mono));
    viewport()->setFont(font());
    layOut();
}

int CompareView::lineHeight() const {
    return QFontMetrics(font()).height() + 3;
}

void CompareView::setRows(std::vector<CompareRow> rows) {
    m_rows = std::move(rows);
    m_current = -1;
    m_largestLine = 0;
    for (const auto& row : m_rows)
        m_largestLine = std::max({m_largestLine, row.leftLine, row.rightLine});
    verticalScrollBar()->setValue(0);
    layOut();
    Q_EMIT stepped();
}

void CompareView::setEverything(bool everything) {
    m_everything = everything;
    m_current = -1;
    layOut();
    Q_EMIT stepped();
}

void CompareView::layOut() {
    const int character = std::max(QFontMetrics(font()).horizontalAdvance(u'0'), 1);
    m_layout.setColumns(column(true).width / character);
    m_layout.setRows(m_rows, m_everything);
    const int visible = std::max(viewport()->height() / lineHeight(), 1);
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, std::max(m_layout.totalLines() - visible + 1, 0));
    viewport()->update();
}

void CompareView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void CompareView::step(int by) {
    const auto& differences = m_layout.differences();
    if (differences.empty())
        return;
    m_current = std::clamp(m_current + by, 0, differenceCount() - 1);
    const int line = m_layout.topOf(differences[static_cast<std::size_t>(m_current)]);
    const int top = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (line < top + 2 || line > top + page - 4)
        verticalScrollBar()->setValue(line - page / 3);
    viewport()->update();
    Q_EMIT stepped();
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    auto* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Down:
        return bar->setValue(bar->value() + 1);
    case Qt::Key_Up:
        return bar->setValue(bar->value() - 1);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        return bar->setValue(bar->value() + bar->pageStep() - 1);
    case Qt::Key_PageUp:
        return bar->setValue(bar->value() - bar->pageStep() + 1);
    case Qt::Key_Home:
        return bar->setValue(0);
    case Qt::Key_End:
        return bar->setValue(bar->maximum());
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

// A click on "… equal lines" shows them all.
void CompareView::mousePressEvent(QMouseEvent* event) {
    const int line = verticalScrollBar()->value() + event->position().toPoint().y() / lineHeight();
    if (m_layout.count() > 0 && line < m_layout.totalLines() && m_layout.at(m_layout.indexAtLine(line)).isGap())
        setEverything(true);
    QAbstractScrollArea::mousePressEvent(event);
}

} // namespace knockback::ui
