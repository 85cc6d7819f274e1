// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NoteBar.h"

#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace knockback::ui {

NoteBar::NoteBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_icon(new QLabel)
    , m_sentence(new ElidedLabel)
    , m_buttons(new QHBoxLayout)
    , m_close(new QPushButton) {
    m_sentence->setTextFormat(Qt::PlainText);
    m_close->setAccessibleName(tr("Dismiss this note"));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAutoDefault(false);
    setRole(m_close, "flat");
    connect(m_close, &QPushButton::clicked, this, &NoteBar::dismiss);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 0, 14, 6);
    row->setSpacing(8);
    m_buttons->setSpacing(4);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_close);
    connect(&themes, &ThemeManager::changed, this, &NoteBar::dress);
    dress();
    hide();
}

void NoteBar::say(diagnosis::Cause cause, const QString& sentence) {
    dismiss();
    m_cause = cause;
    m_sentence->setWholeText(sentence);
    setAccessibleName(sentence);
    dress();
    show();
}

QPushButton* NoteBar::addButton(const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    setRole(button, "flat");
    m_buttons->addWidget(button);
    return button;
}

void NoteBar::dismiss() {
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        // The click that leads here may come from this very button.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    hide();
}

QString NoteBar::sentence() const {
    return m_sentence->wholeText();
}

void NoteBar::dress() {
    const auto& theme = m_themes.theme();
    const auto& look = theme.cause(m_cause);
    const bool fine = m_cause == diagnosis::Cause::None;
    m_icon->setPixmap(iconPixmap(fine ? u"info" : u"warning", look.text, 16, devicePixelRatioF()));
    m_sentence->setStyleSheet(QStringLiteral("color: %1;").arg(look.text.name()));
    m_close->setIcon(themedIcon(u"close", theme.textMuted));
    update();
}

void NoteBar::paintEvent(QPaintEvent*) {
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme.cause(m_cause).fill, theme.panel, 0.55));
    painter.drawRoundedRect(rect().adjusted(12, 0, -12, -6), theme.space.radius, theme.space.radius);
}

} // namespace knockback::ui
