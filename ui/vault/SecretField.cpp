// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/SecretField.h"

#include "ui/theme/ThemeManager.h"
#include "ui/vault/SecretText.h"
#include "ui/widgets/AppStyle.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

namespace {
constexpr base::Seconds revealFor{15};
constexpr qsizetype shortSecret = 12; // fits beside the buttons
} // namespace

SecretField::SecretField(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_vault(vault)
    , m_scheduler(scheduler)
    , m_clipboard(scheduler)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_text(new SecretText(themes))
    , m_reveal(new QPushButton)
    , m_copy(new QPushButton)
    , m_replace(new QPushButton(QStringLiteral("Replace…")))
    , m_note(new QLabel) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_row->setSpacing(4);
    m_row->addWidget(m_text, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (auto* button : {m_reveal, m_copy, m_replace}) {
        setRole(button, "flat");
        buttons->addWidget(button, 0, Qt::AlignTop);
    }
    m_row->addLayout(buttons);
    column->addLayout(m_row);
    setRole(m_note, "muted");
    m_note->setWordWrap(true);
    m_note->hide();
    column->addWidget(m_note);
    connect(m_reveal, &QPushButton::clicked, this, &SecretField::toggle);
    m_replace->setToolTip(QStringLiteral("Ctrl+R"));
    connect(m_copy, &QPushButton::clicked, this, &SecretField::copy);
    connect(m_replace, &QPushButton::clicked, this, &SecretField::replaceRequested);
    connect(&m_clipboard, &SecretClipboard::cleared, this, &SecretField::showLabels);
    showLabels();
}

void SecretField::setCredential(const QByteArray& name) {
    m_name = name;
    hideSecret();
}

void SecretField::toggle() {
    if (m_text->isRevealed())
        return hideSecret();
    auto secret = m_vault.reveal(m_name, vault::SecretRole::Value);
    m_note->setVisible(!secret);
    if (!secret) {
        m_note->setText(secret.error().sentence);
        return;
    }
    m_text->reveal(std::move(*secret));
    m_hideAt = m_scheduler.clock().steadyNow() + revealFor;
    m_hideTimer = m_scheduler.after(revealFor, [this] { hideSecret(); });
    showLabels();
}

void SecretField::hideSecret() {
    m_hideTimer.cancel();
    m_text->hideSecret();
    m_note->hide();
    showLabels();
}

void SecretField::copy() {
    const auto secret = m_vault.reveal(m_name, vault::SecretRole::Value);
    m_note->setVisible(true);
    if (!secret) {
        m_note->setText(secret.error().sentence);
        return;
    }
    m_clipboard.copy(*secret);
    m_note->setText(QStringLiteral("A clipboard manager that ignores the hint may keep a copy."));
    showLabels();
}

void SecretField::tick() {
    if (m_text->isRevealed() || m_clipboard.left())
        showLabels();
}

void SecretField::showLabels() {
    const auto left = std::chrono::ceil<base::Seconds>(m_hideAt - m_scheduler.clock().steadyNow());
    m_reveal->setText(m_text->isRevealed() ? QStringLiteral("Hide %1 s").arg(left.count()) : QStringLiteral("Reveal"));
    // A long one gets the whole width, and the buttons go below.
    m_row->setDirection(m_text->revealed().size() > shortSecret ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const auto copied = m_clipboard.left();
    m_copy->setText(copied ? QStringLiteral("Copied %1 s").arg(copied->count())
                           : QStringLiteral("Copy %1 s").arg(SecretClipboard::keptFor.count()));
    if (!copied && !m_text->isRevealed() && m_note->text().startsWith(QStringLiteral("A clipboard")))
        m_note->hide();
}

bool SecretField::event(QEvent* event) {
    if (event->type() == QEvent::WindowDeactivate && m_text->isRevealed())
        hideSecret();
    return QWidget::event(event);
}

void SecretField::hideEvent(QHideEvent* event) {
    hideSecret();
    QWidget::hideEvent(event);
}

} // namespace knockback::ui
