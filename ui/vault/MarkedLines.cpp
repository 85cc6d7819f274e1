// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/MarkedLines.h"

#include "ui/theme/CauseShape.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace knockback::ui {

namespace {

// The cause's shape, or a tick in its colour.
class Mark final : public QWidget {
public:
    Mark(ThemeManager& themes, diagnosis::Cause cause, bool tick) : m_themes(themes), m_cause(cause), m_tick(tick) {
        setFixedSize(16, 18);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto& theme = m_themes.theme();
        if (!m_tick)
            return drawCauseShape(painter, theme, m_cause, QRectF(2, 4, 11, 11));
        painter.setPen(QPen(causeColour(theme, m_cause), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({{3, 10}, {6.5, 13}, {12, 6}}));
    }

private:
    ThemeManager& m_themes;
    diagnosis::Cause m_cause;
    bool m_tick;
};

QLabel* wrapped(const QString& text, const char* role = nullptr) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText); // a sentence may quote a server
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role)
        setRole(label, role);
    return label;
}

void clear(QGridLayout& grid) {
    while (auto* item = grid.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

MarkedLines::MarkedLines(ThemeManager& themes, QString whenEmpty, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_whenEmpty(std::move(whenEmpty))
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(2, 1);
}

void MarkedLines::show(std::vector<Line> lines) {
    if (lines == m_lines)
        return;
    clear(*m_grid);
    int row = 0;
    if (lines.empty())
        m_grid->addWidget(wrapped(m_whenEmpty, "muted"), row, 0, 1, 3);
    for (const auto& line : lines) {
        if (!line.time.isEmpty()) {
            auto* time = new QLabel(line.time);
            setRole(time, "muted");
            m_grid->addWidget(time, row, 0, Qt::AlignTop);
        }
        m_grid->addWidget(new Mark(m_themes, line.cause, line.tick), row, 1, Qt::AlignTop);
        m_grid->addWidget(wrapped(line.text), row++, 2);
        if (!line.advice.isEmpty())
            m_grid->addWidget(wrapped(line.advice, "muted"), row++, 2);
    }
    m_lines = std::move(lines);
}

} // namespace knockback::ui
