// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RequestTabBar.h"

#include "ui/composer/RequestLine.h"
#include "ui/theme/Fonts.h"

#include <QMouseEvent>
#include <QPainter>

namespace knockback::ui {

namespace {

constexpr int barHeight = 36;
constexpr int sidePadding = 14;
constexpr int gap = 8;
constexpr int crossSize = 16;
constexpr int longestTab = 240;
constexpr int shortestTab = 96;

QFont methodFont(const Theme& theme) {
    return uiFont(theme.type.small - 1, QFont::Bold);
}
QFont titleFont(const Theme& theme) {
    return uiFont(theme.type.base);
}

} // namespace

RequestTabBar::RequestTabBar(ThemeManager& themes, QWidget* parent) : QTabBar(parent), m_themes(themes) {
    setObjectName(QStringLiteral("requestTabs"));
    setAccessibleName(tr("Open requests"));
    setDrawBase(false);
    setExpanding(false);
    setMovable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideRight);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

RequestTab RequestTabBar::tab(int index) const {
    return tabData(index).value<RequestTab>();
}
bool RequestTabBar::isUnsaved(int index) const {
    return tab(index).unsaved;
}

void RequestTabBar::setTab(int index, const RequestTab& tab) {
    setTabData(index, QVariant::fromValue(tab));
    setTabToolTip(index, tab.title);
    const QString name = QString::fromUtf8(tab.method) + u' ' + tab.title;
    setAccessibleTabName(index, tab.unsaved ? tr("%1, unsaved").arg(name) : name);
    setTabText(index, QString());
    setTabText(index, tab.title);
    update();
}

QSize RequestTabBar::tabSizeHint(int index) const {
    const auto& theme = m_themes.theme();
    const auto shown = tab(index);
    const int words = QFontMetrics(methodFont(theme)).horizontalAdvance(QString::fromUtf8(shown.method)) + gap +
                      QFontMetrics(titleFont(theme)).horizontalAdvance(shown.title);
    return {std::min(words + 2 * sidePadding + gap + crossSize, longestTab), barHeight};
}

QSize RequestTabBar::minimumTabSizeHint(int index) const {
    return {std::min(shortestTab, tabSizeHint(index).width()), barHeight};
}

QRect RequestTabBar::closeBox(int index) const {
    const QRect box = tabRect(index);
    return {box.right() - sidePadding - crossSize + 4, box.center().y() - crossSize / 2 + 1, crossSize, crossSize};
}

void RequestTabBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_themes.theme().window);
    for (int i = 0; i < count(); ++i)
        paintTab(painter, i);
}

void RequestTabBar::paintTab(QPainter& painter, int index) {
    const auto& theme = m_themes.theme();
    const auto shown = tab(index);
    const QRect box = tabRect(index);
    const bool present = index == currentIndex();
    if (present) {
        painter.fillRect(box, theme.panel);
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 2), theme.accent);
    }
    painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), theme.line);
    const QRect close = closeBox(index);
    QRect words(box.left() + sidePadding, box.top(), close.left() - gap / 2 - box.left() - sidePadding, box.height());
    painter.setFont(methodFont(theme));
    painter.setPen(methodColour(theme, shown.method));
    const QString method = QString::fromUtf8(shown.method);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, method);
    words.setLeft(words.left() + painter.fontMetrics().horizontalAdvance(method) + gap);
    painter.setFont(titleFont(theme));
    painter.setPen(present ? theme.text : theme.textMuted);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(shown.title, Qt::ElideRight, words.width()));
    if (present && hasFocus()) {
        painter.setPen(theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(4, 5, -5, -5), 3, 3);
    }
    if (shown.unsaved) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.textMuted);
        painter.drawEllipse(QRectF(close).center() + QPointF(0.5, 0.5), 4, 4);
        return;
    }
    painter.setPen(QPen(present ? theme.text : theme.textMuted, 1.2));
    const QRectF cross = QRectF(close).adjusted(5, 5, -5, -5);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

void RequestTabBar::mousePressEvent(QMouseEvent* event) {
    const int at = tabAt(event->pos());
    const bool middle = event->button() == Qt::MiddleButton;
    const bool cross = event->button() == Qt::LeftButton && at >= 0 && closeBox(at).contains(event->pos());
    m_pressedClose = at >= 0 && (middle || cross) ? at : -1;
    if (m_pressedClose < 0)
        QTabBar::mousePressEvent(event);
}

void RequestTabBar::mouseReleaseEvent(QMouseEvent* event) {
    const int pressed = std::exchange(m_pressedClose, -1);
    if (pressed < 0)
        return QTabBar::mouseReleaseEvent(event);
    if (tabAt(event->pos()) == pressed)
        Q_EMIT tabCloseRequested(pressed);
}

} // namespace knockback::ui
