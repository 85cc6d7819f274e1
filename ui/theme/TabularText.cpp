// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/TabularText.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace knockback::ui {

namespace {

double digitWidth(const QFontMetricsF& metrics) {
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

// Calls `run` with each piece of text that is set on its own (a digit, or everything up to the next digit), its start
// and the width of its cell. Returns the whole width.
template <typename Run>
double eachRun(const QFontMetricsF& metrics, QStringView text, Run run) {
    const double digit = digitWidth(metrics);
    double x = 0;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = from + 1;
        while (!isDigit(text[from]) && to < text.size() && !isDigit(text[to]))
            ++to;
        const QString piece = text.sliced(from, to - from).toString();
        const double cell = isDigit(text[from]) ? digit : metrics.horizontalAdvance(piece);
        run(piece, x, cell);
        x += cell;
        from = to;
    }
    return x;
}

} // namespace

double tabularWidth(const QFont& font, QStringView text) {
    return eachRun(QFontMetricsF(font), text, [](const QString&, double, double) {});
}

void drawTabular(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    double left = box.left();
    const double spare = box.width() - tabularWidth(painter.font(), text);
    if (alignment & Qt::AlignRight)
        left += spare;
    else if (alignment & Qt::AlignHCenter)
        left += spare / 2;
    double baseline = box.top() + metrics.ascent();
    if (alignment & Qt::AlignBottom)
        baseline = box.bottom() - metrics.descent();
    else if (alignment & Qt::AlignVCenter)
        baseline = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2;
    eachRun(metrics, text, [&](const QString& piece, double x, double cell) {
        const double inset = (cell - metrics.horizontalAdvance(piece)) / 2;
        painter.drawText(QPointF(left + x + inset, baseline), piece);
    });
}

} // namespace knockback::ui
