// SPDX-License-Identifier: GPL-3.0-or-later
// What fills the policy in, and what takes it away.
#include "app/retry/PolicyCode.h"
#include "app/workspace/Policies.h"
#include "ui/composer/PolicyText.h"
#include "ui/composer/RetryPanel.h"
#include "ui/widgets/AppStyle.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace knockback::ui {

namespace {

QToolButton* menuButton(const QString& text, const char* name) {
    auto* button = new QToolButton;
    button->setText(text + QStringLiteral(" ▾"));
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    button->menu()->setToolTipsVisible(true);
    setRole(button, "outline");
    return button;
}

} // namespace

QToolButton* RetryPanel::presetButton() {
    auto* button = menuButton(tr("Preset"), "policyPreset");
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setToolTip(tr("Policies with a name: choose one, then change what you like"));
    for (const auto& preset : workspace::policyPresets()) {
        auto* action = button->menu()->addAction(presetTitle(preset.name));
        action->setToolTip(preset.description);
        action->setObjectName(QLatin1String("preset-") + QString::fromUtf8(preset.name));
        connect(action, &QAction::triggered, this, [this, policy = preset.policy] {
            const bool changed = !(policy == m_policy);
            Q_EMIT stepBegins();
            load(policy);
            if (changed)
                Q_EMIT edited();
        });
    }
    return button;
}

QToolButton* RetryPanel::moreButton() {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("policyMore"));
    button->setCheckable(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRole(button, "outline");
    connect(button, &QToolButton::toggled, this, [this](bool open) { fold(!open); });
    return button;
}

void RetryPanel::fold(bool away) {
    m_folded->setVisible(!away);
    showFold();
    if (!away)
        m_pace->setFocus();
}

// How many of the folded settings are not the usual ones, so that none of them works unseen.
void RetryPanel::showFold() {
    const retry::RetryPolicy usual;
    const auto& now = m_policy;
    const int own = (now.pace != usual.pace) + (now.longestWait != usual.longestWait) +
                    (now.attemptTimeout != usual.attemptTimeout || now.callTimeout != usual.callTimeout) +
                    !(now.circuit == usual.circuit) + !(now.fallback == usual.fallback) +
                    (now.hedgeAfter != usual.hedgeAfter) + (now.retryUnsafeMethods != usual.retryUnsafeMethods) +
                    (now.addIdempotencyKey != usual.addIdempotencyKey) +
                    (now.rotateOnExpiredCredential != usual.rotateOnExpiredCredential);
    const bool open = m_more->isChecked();
    const QString count = own > 0 && !open ? tr(" · %1 changed").arg(own) : QString();
    m_more->setText((open ? tr("Less") : tr("More")) + count + (open ? QStringLiteral(" ▴") : QStringLiteral(" ▾")));
    m_more->setAccessibleName(open ? tr("Fold the rarer retry settings away") : tr("Show all retry settings") + count);
    m_more->setToolTip(tr("Pace, longest wait, time limits, circuit, fallback, hedging, and what may be repeated"));
}

QToolButton* RetryPanel::codeButton() {
    auto* button = menuButton(tr("Copy as code"), "copyPolicy");
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setToolTip(tr("This policy for your own program, with what the library cannot do said at its top"));
    for (const auto& target : retry::codeTargets()) {
        const QString name = QLatin1String(target.name);
        auto* action = button->menu()->addAction(name + QStringLiteral(" · ") + QLatin1String(target.language));
        action->setObjectName(QLatin1String("code-") + name);
        connect(action, &QAction::triggered, this, [this, name, write = target.write] {
            QGuiApplication::clipboard()->setText(write(m_policy));
            m_sentence->setText(tr("Copied this policy for %1.").arg(name));
        });
    }
    return button;
}

} // namespace knockback::ui
