// SPDX-License-Identifier: GPL-3.0-or-later
// What the user thinks of what the hygiene checks found.
#include "ui/vault/VaultPage.h"
#include "ui/widgets/MessageBar.h"

#include <QPushButton>

namespace knockback::ui {

namespace {

QString dismissedText(const QByteArray& name, const vault::HygieneFinding& finding) {
    return QStringLiteral("Not said again of “%1”: %2.").arg(QString::fromUtf8(name), finding.sentence);
}

} // namespace

void VaultPage::dismiss(const QByteArray& name, const vault::HygieneFinding& finding, bool dismissed) {
    change(
        [this, name, finding, dismissed]() -> base::Outcome<vault::VaultError> {
            auto credential = m_vault.find(name);
            if (!credential)
                return base::Done{}; // removed meanwhile
            vault::setDismissed(*credential, finding, dismissed);
            return m_vault.update(*credential);
        },
        [this, name, finding, dismissed] {
            const QString sentence = dismissedText(name, finding);
            if (!dismissed && m_message->sentence() != sentence)
                return; // somebody else's message stays
            if (!dismissed)
                return hush();
            say(diagnosis::Cause::None, sentence);
            connect(m_message->addButton(QStringLiteral("Undo"), "flat"), &QPushButton::clicked, this,
                    [this, name, finding] { dismiss(name, finding, false); });
        });
}

} // namespace knockback::ui
