// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/HexView.h"

#include "ui/response/ResponseText.h"
#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace knockback::ui {

namespace {

constexpr int offsetDigits = 10;
constexpr int leftMargin = 12;

bool isLetter(char c) {
    return c >= 0x20 && c < 0x7f;
}

} // namespace

HexView::HexView(ThemeManager& themes, QWidget* parent) : QAbstractScrollArea(parent), m_themes(themes) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Response body, as hexadecimal digits"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    dress();
    connect(&themes, &ThemeManager::changed, this, &HexView::dress);
}

void HexView::dress() {
    viewport()->setFont(monoFont(m_themes.theme().type.mono));
    const QFontMetricsF metrics(viewport()->font());
    m_rowHeight = static_cast<int>(metrics.height() + 3);
    m_width = metrics.horizontalAdvance(u'0');
    updateScrollBars();
}

void HexView::setBody(const http::Body& body) {
    m_body = body;
    m_anchor = m_caret = -1;
    verticalScrollBar()->setValue(0);
    updateScrollBars();
}

void HexView::updateScrollBars() {
    const qint64 rows = (m_body.size() + bytesPerRow - 1) / bytesPerRow;
    const int page = std::max(viewport()->height() / m_rowHeight, 1);
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, static_cast<int>(std::clamp<qint64>(rows - page, 0, 1'000'000'000)));
    viewport()->update();
}

// A gap parts the row in two halves.
double HexView::hexX(int column) const {
    return leftMargin + m_width * (offsetDigits + 2 + column * 3 + (column >= bytesPerRow / 2 ? 1 : 0));
}

double HexView::letterX(int column) const {
    return hexX(bytesPerRow) + m_width * (1 + column);
}

void HexView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_themes.theme().field);
    const qint64 first = static_cast<qint64>(verticalScrollBar()->value()) * bytesPerRow;
    const QByteArray bytes = m_body.read(first, (viewport()->height() / m_rowHeight + 2) * bytesPerRow);
    int y = 2;
    for (qsizetype at = 0; at < bytes.size(); at += bytesPerRow, y += m_rowHeight)
        paintRow(painter, first + at,
                 QByteArrayView(bytes).sliced(at).first(std::min<qsizetype>(bytesPerRow, bytes.size() - at)), y);
}

void HexView::paintRow(QPainter& painter, qint64 offset, QByteArrayView bytes, int y) const {
    static constexpr char digits[] = "0123456789abcdef";
    const auto& theme = m_themes.theme();
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    const double base = y + painter.fontMetrics().ascent() + 1;
    painter.setPen(theme.textMuted);
    painter.drawText(QPointF(leftMargin, base), QStringLiteral("%1").arg(offset, offsetDigits, 16, QChar(u'0')));
    for (int i = 0; i < static_cast<int>(bytes.size()); ++i) {
        const char c = bytes[i];
        const bool chosen = m_caret >= 0 && offset + i >= from && offset + i <= to;
        if (chosen) {
            painter.fillRect(QRectF(hexX(i) - m_width / 2, y, 3 * m_width, m_rowHeight), theme.accentSoft);
            painter.fillRect(QRectF(letterX(i), y, m_width, m_rowHeight), theme.accentSoft);
        }
        const auto value = static_cast<unsigned char>(c);
        painter.setPen(value == 0 ? theme.textMuted : theme.text);
        const char pair[] = {digits[value >> 4], digits[value & 15]};
        painter.drawText(QPointF(hexX(i), base), QString::fromLatin1(pair, 2));
        painter.setPen(isLetter(c) ? theme.text : theme.textMuted);
        painter.drawText(QPointF(letterX(i), base), QString(isLetter(c) ? QChar(QLatin1Char(c)) : QChar(u'·')));
    }
}

qint64 HexView::byteAt(const QPoint& position) const {
    const qint64 row = verticalScrollBar()->value() + std::max(position.y() - 2, 0) / m_rowHeight;
    int column = 0;
    if (position.x() >= letterX(0) - m_width / 2)
        column = static_cast<int>((position.x() - letterX(0)) / m_width);
    else
        while (column < bytesPerRow - 1 && position.x() >= hexX(column + 1) - m_width / 2)
            ++column;
    return std::clamp<qint64>(row * bytesPerRow + std::clamp(column, 0, bytesPerRow - 1), 0, m_body.size() - 1);
}

void HexView::moveTo(qint64 byte, bool select) {
    if (m_body.isEmpty())
        return;
    m_caret = std::clamp<qint64>(byte, 0, m_body.size() - 1);
    if (!select || m_anchor < 0)
        m_anchor = m_caret;
    const auto row = static_cast<int>(m_caret / bytesPerRow);
    auto* bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
    viewport()->update();
}

void HexView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        moveTo(byteAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton))
        moveTo(byteAt(event->position().toPoint()), true);
}

void HexView::copy() {
    if (m_caret < 0)
        return;
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    const qint64 length = std::min(to - from + 1, copyLimit);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_body.read(from, length).toHex(' ')));
    if (length < to - from + 1)
        Q_EMIT noted(tr("Copied the first %1 of the selected %2.").arg(sizeText(length), sizeText(to - from + 1)));
}

void HexView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copy();
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 at = std::max<qint64>(m_caret, 0);
    const qint64 row = at - at % bytesPerRow;
    const qint64 page = static_cast<qint64>(verticalScrollBar()->pageStep()) * bytesPerRow;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(at - 1, select);
    case Qt::Key_Right:
        return moveTo(at + 1, select);
    case Qt::Key_Up:
        return moveTo(at - bytesPerRow, select);
    case Qt::Key_Down:
        return moveTo(at + bytesPerRow, select);
    case Qt::Key_PageUp:
        return moveTo(at - page, select);
    case Qt::Key_PageDown:
        return moveTo(at + page, select);
    case Qt::Key_Home:
        return moveTo(far ? 0 : row, select);
    case Qt::Key_End:
        return moveTo(far ? m_body.size() - 1 : row + bytesPerRow - 1, select);
    default:
        event->ignore();
    }
}

} // namespace knockback::ui
