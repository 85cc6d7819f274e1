// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/MessageBar.h"

#include "ui/theme/Icons.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace knockback::ui {

MessageBar::MessageBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_buttons(new QHBoxLayout) {
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setTextFormat(Qt::PlainText);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("dismiss"));
    close->setAccessibleName(tr("Dismiss this message"));
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_buttons);
    row->addWidget(close, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    connect(&themes, &ThemeManager::changed, this, &MessageBar::tint);
    tint();
    hide();
}

void MessageBar::say(diagnosis::Cause cause, const QString& sentence) {
    dismiss();
    m_cause = cause;
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    tint();
    show();
}

QPushButton* MessageBar::addButton(const QString& text, const char* role) {
    auto* button = new QPushButton(text, this);
    if (role)
        setRole(button, role);
    m_buttons->addWidget(button);
    return button;
}

void MessageBar::dismiss() {
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        // The click that leads here may come from this very button.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_sentence->clear();
    hide();
}

QString MessageBar::sentence() const {
    return m_sentence->text();
}

void MessageBar::tint() {
    const CauseLook& look = m_themes.theme().cause(m_cause);
    const bool fine = m_cause == diagnosis::Cause::None;
    m_icon->setPixmap(iconPixmap(fine ? u"info" : u"warning", look.text, 20, devicePixelRatioF()));
    findChild<QToolButton*>(QStringLiteral("dismiss"))->setIcon(themedIcon(u"close", m_themes.theme().textMuted));
    update();
}

void MessageBar::paintEvent(QPaintEvent*) {
    const Theme& theme = m_themes.theme();
    const CauseLook& look = theme.cause(m_cause);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(look.mark);
    painter.setBrush(mixed(look.fill, theme.panel, 0.55));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.space.radius, theme.space.radius);
}

} // namespace knockback::ui
