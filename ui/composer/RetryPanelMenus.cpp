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
    button->setToolTip(tr("Policies with a name: choose one, then change what you like"));
    for (const auto& preset : workspace::policyPresets()) {
        auto* action = button->menu()->addAction(presetTitle(preset.name));
        action->setToolTip(preset.description);
        action->setObjectName(QLatin1String("preset-") + QString::fromUtf8(preset.name));
        connect(action, &QAction::triggered, this, [this, policy = preset.policy] {
            const bool changed = !(policy == m_policy);
            load(policy);
            if (changed)
                Q_EMIT edited();
        });
    }
    return button;
}

QToolButton* RetryPanel::codeButton() {
    auto* button = menuButton(tr("Copy as code"), "copyPolicy");
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
