// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EmptyState.h"

#include "ui/theme/Icons.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

EmptyState::EmptyState(ThemeManager& themes, const QString& icon, const QString& sentence, const QString& action,
                       QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_sentence(new QLabel(this)) {
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    setRole(m_sentence, "muted");
    setSentence(sentence);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(m_icon);
    column->addWidget(m_sentence);
    if (!action.isEmpty()) {
        auto* button = new QPushButton(action, this);
        connect(button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
    column->addStretch();
    connect(&themes, &ThemeManager::changed, this, &EmptyState::tint);
    tint();
}

void EmptyState::setSentence(const QString& sentence) {
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
}

void EmptyState::tint() {
    m_icon->setPixmap(iconPixmap(m_iconName, m_themes.theme().textFaint, 28, devicePixelRatioF()));
}

} // namespace knockback::ui
