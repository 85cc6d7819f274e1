// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/DiagnosisBanner.h"

#include "ui/theme/CauseShape.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

namespace knockback::ui {

namespace {

constexpr int iconColumn = 52; // room for the cause's shape at the left
constexpr int quietIconColumn = 34;
constexpr int shapeSize = 24;
constexpr int quietShapeSize = 12;
constexpr int narrow = 660; // below, the buttons stand under the words

} // namespace

DiagnosisBanner::DiagnosisBanner(ThemeManager& themes, base::Scheduler& scheduler, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_countdown(scheduler) {
    setObjectName(QStringLiteral("diagnosisBanner"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_outer = new QHBoxLayout(this);
    m_outer->setSpacing(12);
    m_outer->addWidget(buildWords(), 1);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    m_outer->addLayout(m_buttons);
    m_outer->setAlignment(m_buttons, Qt::AlignTop);
    m_action = addButton("bannerAction", {}, "primary");
    m_cancel = addButton("bannerCancel", {}, "");
    m_docs = addButton("bannerDocs", tr("Provider docs"), "");
    m_escalate = addButton("bannerEscalate", tr("Escalate…"), "danger");
    connect(m_action, &QPushButton::clicked, this, &DiagnosisBanner::act);
    connect(m_cancel, &QPushButton::clicked, this, &DiagnosisBanner::cancelRequested);
    connect(m_escalate, &QPushButton::clicked, this, &DiagnosisBanner::escalateRequested);
    connect(m_docs, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_content.docsUrl)); });
    connect(&m_countdown, &Countdown::changed, this, &DiagnosisBanner::showCountdown);
    connect(&themes, &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    show({});
}

QWidget* DiagnosisBanner::buildWords() {
    auto* words = new QWidget;
    m_title = new QLabel;
    m_title->setWordWrap(true);
    m_title->setObjectName(QStringLiteral("bannerTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_confidence = new Badge(m_themes);
    m_lines = new QLabel;
    m_lines->setObjectName(QStringLiteral("bannerLines"));
    m_lines->setTextFormat(Qt::PlainText);
    m_lines->setWordWrap(true);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(m_lines, "muted");
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_confidence, 0, Qt::AlignTop);
    head->addStretch(0);
    auto* layout = new QVBoxLayout(words);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    layout->addLayout(head);
    layout->addWidget(m_lines);
    return words;
}

QPushButton* DiagnosisBanner::addButton(const char* name, const QString& text, const char* role) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    setRole(button, role);
    m_buttons->addWidget(button);
    return button;
}

void DiagnosisBanner::show(const BannerContent& content) {
    m_content = content;
    setVisible(content.visible);
    if (!content.visible)
        return m_countdown.stop();
    m_title->setText(content.title);
    setRole(m_title, isSmall() ? "strong" : "banner");
    // As wide as its words when there is room, in several lines when there is not.
    m_title->setMaximumWidth(m_title->fontMetrics().horizontalAdvance(content.title) + 6);
    m_confidence->setVisible(!content.confidence.isEmpty());
    m_confidence->setBadge(content.cause, content.confidence, false);
    showLines();
    showButtons();
    const int padding = isSmall() ? 6 : 12;
    m_outer->setContentsMargins(isSmall() ? quietIconColumn : iconColumn, padding, 12, padding);
    setAccessibleName(content.title);
    setAccessibleDescription(content.lines.join(u'\n'));
    updateGeometry();
    update();
}

void DiagnosisBanner::showLines() {
    QStringList lines;
    for (const auto& line : m_content.lines)
        lines << QStringLiteral("– ") + line;
    m_lines->setText(lines.join(u'\n'));
    m_lines->setVisible(!lines.isEmpty() && !m_compact);
    setToolTip(m_compact ? lines.join(u'\n') : QString());
}

void DiagnosisBanner::setCompact(bool compact) {
    if (compact == m_compact)
        return;
    m_compact = compact;
    show(BannerContent(m_content));
}

void DiagnosisBanner::showButtons() {
    m_action->setVisible(m_content.action != BannerAction::None);
    m_cancel->setVisible(m_content.canCancel);
    m_cancel->setText(m_content.cancelText);
    m_docs->setVisible(!m_content.docsUrl.isEmpty());
    m_docs->setToolTip(m_content.docsUrl);
    m_escalate->setVisible(m_content.canEscalate);
    if (m_content.due) {
        m_countdown.start(*m_content.due);
        showCountdown(m_countdown.text());
        m_action->setToolTip(tr("Skip the rest of the wait and go on now"));
    } else {
        m_countdown.stop();
        m_action->setText(m_content.actionText);
        m_action->setToolTip({});
    }
}

void DiagnosisBanner::showCountdown(const QString& left) {
    m_action->setText(tr("%1 in %2").arg(m_content.actionText, left));
}

void DiagnosisBanner::act() {
    if (m_content.action == BannerAction::SkipWait)
        Q_EMIT skipRequested();
    else if (m_content.action == BannerAction::SendAgain)
        Q_EMIT sendRequested();
    else if (m_content.action == BannerAction::UnlockAndSend)
        Q_EMIT unlockRequested();
}

void DiagnosisBanner::resizeEvent(QResizeEvent* event) {
    m_outer->setDirection(width() < narrow && !isSmall() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

void DiagnosisBanner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = m_themes.theme();
    const auto& look = theme.cause(m_content.cause);
    const QColor ground = mixed(look.fill, theme.panel, m_content.quiet ? 0.5 : 0.55);
    painter.setBrush(ground);
    painter.setPen(QPen(m_content.quiet ? mixed(look.mark, theme.panel, 0.35) : look.mark, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.space.radius, theme.space.radius);
    const int size = isSmall() ? quietShapeSize : shapeSize;
    const double y = isSmall() ? (height() - size) / 2.0 : 13;
    drawCauseShape(painter, theme, m_content.cause, QRectF(isSmall() ? 12 : 15, y, size, size));
}

} // namespace knockback::ui
