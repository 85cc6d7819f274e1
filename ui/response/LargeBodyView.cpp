// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/LargeBodyView.h"

#include "ui/theme/Fonts.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <limits>

namespace knockback::ui {

namespace {

constexpr int gutter = 72;
constexpr qint64 atOnce = 256 * 1024; // read on the window's thread, so that something is there in the first frame

} // namespace

LargeBodyView::LargeBodyView(ThemeManager& themes, QWidget* parent) : QAbstractScrollArea(parent), m_themes(themes) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Response body, plain text"));
    dress();
    connect(&themes, &ThemeManager::changed, this, &LargeBodyView::dress);
}

void LargeBodyView::dress() {
    viewport()->setFont(monoFont(m_themes.theme().type.mono));
    viewport()->update();
}

void LargeBodyView::setBody(const http::Body& body) {
    m_body = body;
    m_index = LineIndex(http::Body(body.prefix(atOnce)));
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    updateScrollBars();
    viewport()->update();
    if (body.size() <= atOnce)
        return m_background.drop();
    m_background.run([body] { return LineIndex(body); },
                     [this](LineIndex index) {
                         m_index = std::move(index);
                         updateScrollBars();
                         viewport()->update();
                     });
}

void LargeBodyView::updateScrollBars() {
    const int page = std::max(viewport()->height() / rowHeight(), 1);
    const auto last = std::clamp<qint64>(m_index.rowCount() - page, 0, std::numeric_limits<int>::max());
    verticalScrollBar()->setRange(0, static_cast<int>(last));
    verticalScrollBar()->setPageStep(page);
    const int widest = viewport()->fontMetrics().averageCharWidth() * static_cast<int>(LineIndex::longestRow);
    horizontalScrollBar()->setRange(0, std::max(widest - viewport()->width() + gutter, 0));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(viewport()->fontMetrics().averageCharWidth() * 4);
}

void LargeBodyView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const auto& theme = m_themes.theme();
    painter.fillRect(viewport()->rect(), theme.field);
    const int height = rowHeight();
    const qint64 first = verticalScrollBar()->value();
    const auto rows = m_index.rows(m_body, first, viewport()->height() / height + 2);
    const int x = gutter - horizontalScrollBar()->value();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int y = static_cast<int>(i) * height;
        painter.setPen(theme.text);
        painter.drawText(x, y + painter.fontMetrics().ascent(), QString::fromUtf8(rows[i]));
        painter.fillRect(0, y, gutter - 8, height, theme.field);
        painter.setPen(theme.textMuted);
        painter.drawText(QRect(0, y, gutter - 16, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(first + static_cast<qint64>(i) + 1));
    }
}

void LargeBodyView::resizeEvent(QResizeEvent*) {
    updateScrollBars();
}

void LargeBodyView::keyPressEvent(QKeyEvent* event) {
    auto* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Home:
        return bar->setValue(bar->minimum());
    case Qt::Key_End:
        return bar->setValue(bar->maximum());
    case Qt::Key_PageDown:
        return bar->triggerAction(QScrollBar::SliderPageStepAdd);
    case Qt::Key_PageUp:
        return bar->triggerAction(QScrollBar::SliderPageStepSub);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace knockback::ui
