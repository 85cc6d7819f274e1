// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonRowTokens.h"
#include "ui/response/TextView.h"

#include <QPainter>
#include <QScrollBar>

namespace knockback::ui {

using diagnosis::Cause;

void TextView::layOut() {
    m_lines.clear();
    const qint64 column = horizontalScrollBar()->value();
    // Wide letters need fewer columns, never more.
    auto pieces = rowPieces(m_index, m_body, firstRow(), rowsShown() + 2, column, columnsShown() + 2);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTabStopDistance(4 * m_characterWidth);
    option.setTextDirection(Qt::LeftToRight);
    for (auto& piece : pieces) {
        Line line;
        line.row = textRow(piece.bytes);
        line.piece = std::move(piece);
        line.layout = std::make_unique<QTextLayout>(line.row.text, viewport()->font());
        line.layout->setTextOption(option);
        line.layout->setCacheEnabled(true);
        if (m_json)
            line.layout->setFormats(coloursOf(line));
        line.layout->beginLayout();
        line.layout->createLine().setLineWidth(1e7);
        line.layout->endLayout();
        m_lines.push_back(std::move(line));
    }
    m_stale = false;
    measure();
}

// The horizontal bar reaches as far as the widest row that was seen.
void TextView::measure() {
    if (m_wrapped)
        return;
    qint64 widest = m_widest;
    for (const auto& line : m_lines) {
        const qint64 bytes = line.piece.rowEnd - line.piece.rowBegin;
        // Characters are counted only where bytes could make a difference.
        if (bytes > widest)
            widest = std::max(widest, bytes <= TextIndex::blockSize
                                          ? bytes
                                          : m_index.charactersBefore(m_body, line.piece.rowEnd) -
                                                m_index.charactersBefore(m_body, line.piece.rowBegin));
    }
    if (widest != m_widest) {
        m_widest = widest;
        updateScrollBars();
    }
}

QList<QTextLayout::FormatRange> TextView::coloursOf(const Line& line) const {
    QList<QTextLayout::FormatRange> formats;
    // From the middle of a line on nobody knows whether it is inside a string.
    if (line.piece.begin != line.piece.rowBegin || !line.piece.beginsLine)
        return formats;
    const auto& theme = m_themes.theme();
    for (const auto& token : jsonTokens(line.row.text)) {
        QTextLayout::FormatRange range;
        range.start = token.begin;
        range.length = token.length;
        const auto cause = token.kind == JsonTokenKind::Key      ? Cause::Credential
                           : token.kind == JsonTokenKind::String ? Cause::None
                                                                 : Cause::GeoLock;
        range.format.setForeground(theme.cause(cause).text);
        formats.push_back(range);
    }
    return formats;
}

void TextView::paintEvent(QPaintEvent*) {
    if (m_stale)
        layOut();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_themes.theme().field);
    int y = 2;
    for (const auto& line : m_lines) {
        paintLine(painter, line, y);
        y += m_rowHeight;
    }
}

void TextView::paintBytes(QPainter& painter, const Line& line, int y, TextMatch bytes, const QColor& colour) {
    const qint64 begin = std::max(bytes.begin, line.piece.begin);
    const qint64 end = std::min(bytes.begin + bytes.length, line.piece.begin + line.piece.bytes.size());
    if (begin > end || bytes.length == 0)
        return;
    const auto x = [&line](qint64 byte) {
        return line.layout->lineAt(0).cursorToX(line.row.unitAt(byte - line.piece.begin));
    };
    double from = x(begin);
    double to = x(end);
    // A selection that goes on in the next row takes the line's end with it.
    if (bytes.begin <= line.piece.rowEnd && bytes.begin + bytes.length > line.piece.rowEnd && end == line.piece.rowEnd)
        to += m_characterWidth / 2;
    painter.fillRect(QRectF(m_gutter + from, y, to - from, m_rowHeight), colour);
}

void TextView::paintLine(QPainter& painter, const Line& line, int y) {
    const auto& theme = m_themes.theme();
    const auto& piece = line.piece;
    paintBytes(painter, line, y, selection(), theme.accentSoft);
    auto match = std::partition_point(m_matches.begin(), m_matches.end(),
                                      [&piece](const TextMatch& m) { return m.begin + m.length <= piece.begin; });
    for (; match != m_matches.end() && match->begin < piece.begin + piece.bytes.size(); ++match) {
        const bool current = match - m_matches.begin() == m_current;
        paintBytes(painter, line, y, *match,
                   current ? mixed(theme.cause(Cause::RateLimit).mark, theme.field, 0.55)
                           : theme.cause(Cause::RateLimit).fill);
    }
    painter.setPen(theme.text);
    line.layout->draw(&painter, QPointF(m_gutter, y + 1));
    const qint64 pieceEnd = piece.begin + piece.bytes.size();
    const bool caretHere = m_caret >= piece.begin && m_caret <= pieceEnd && m_caret <= piece.rowEnd;
    const bool ofNextRow =
        m_caret == piece.rowEnd && m_wrapped && pieceEnd == piece.rowEnd && m_caret != m_index.size();
    if (hasFocus() && caretHere && !ofNextRow) {
        const double x = line.layout->lineAt(0).cursorToX(line.row.unitAt(m_caret - piece.begin));
        painter.fillRect(QRectF(m_gutter + x, y, 1, m_rowHeight), theme.textMuted);
    }
    paintGutter(painter, line, y);
}

void TextView::paintGutter(QPainter& painter, const Line& line, int y) {
    const auto& theme = m_themes.theme();
    painter.fillRect(0, y, m_gutter - 4, m_rowHeight, theme.field);
    if (!line.piece.beginsLine)
        return;
    painter.setPen(theme.textMuted);
    painter.drawText(QRectF(0, y, m_gutter - 1.5 * m_characterWidth, m_rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(line.piece.line + 1));
}

} // namespace knockback::ui
