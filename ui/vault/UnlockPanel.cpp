// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/UnlockPanel.h"

#include "ui/widgets/AppStyle.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QLabel* sentence(const QString& text, const char* role) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    setRole(label, role);
    return label;
}

} // namespace

UnlockPanel::UnlockPanel(QWidget* parent)
    : QFrame(parent)
    , m_waiting(sentence({}, "strong"))
    , m_passphrase(new QLineEdit)
    , m_unlock(new QPushButton(QStringLiteral("Unlock")))
    , m_byKeychain(sentence(QStringLiteral("The key comes from the system keyring."), "muted"))
    , m_problem(sentence({}, "problem")) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    auto* title = new QLabel(QStringLiteral("The vault is locked"));
    setRole(title, "title");
    column->addWidget(title);
    column->addWidget(m_waiting);
    column->addWidget(
        sentence(QStringLiteral("Its key is forgotten, and no secret can be shown or sent. Requests without "
                                "a credential, the history, limits, reports and the lab work as before; a "
                                "request that needs one is held back until you unlock it."),
                 "muted"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setAccessibleName(QStringLiteral("Passphrase"));
    column->addWidget(m_passphrase);
    setRole(m_unlock, "primary");
    auto* row = new QHBoxLayout;
    row->addWidget(m_unlock);
    row->addWidget(m_byKeychain, 1);
    column->addLayout(row);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addStretch();
    connect(m_unlock, &QPushButton::clicked, this, &UnlockPanel::submitted);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &UnlockPanel::submitted);
    setWaiting(0);
}

void UnlockPanel::begin(vault::VaultMode mode, const QString& why) {
    const bool byPassphrase = mode == vault::VaultMode::Passphrase;
    m_passphrase->setPlaceholderText(byPassphrase
                                         ? QStringLiteral("Passphrase or recovery key")
                                         : QStringLiteral("Recovery key or passphrase, if the keyring has gone"));
    m_byKeychain->setVisible(!byPassphrase);
    m_passphrase->clear();
    m_problem->setText(why);
    m_problem->setVisible(!why.isEmpty());
    setBusy(false);
    if (isVisible())
        m_passphrase->setFocus();
}

void UnlockPanel::takeFocus() {
    m_passphrase->setFocus();
}

void UnlockPanel::showProblem(const QString& text) {
    setBusy(false);
    m_problem->setText(text);
    m_problem->show();
    m_passphrase->setFocus();
}

void UnlockPanel::setBusy(bool busy) {
    m_unlock->setEnabled(!busy);
    m_passphrase->setEnabled(!busy);
    m_unlock->setText(busy ? QStringLiteral("Unlocking…") : QStringLiteral("Unlock"));
}

void UnlockPanel::setWaiting(int requests) {
    m_waiting->setVisible(requests > 0);
    m_waiting->setText(requests == 1
                           ? QStringLiteral("1 request waits and is sent as soon as it is open.")
                           : QStringLiteral("%1 requests wait and are sent as soon as it is open.").arg(requests));
}

base::Secret UnlockPanel::takePassphrase() {
    base::Secret typed(m_passphrase->text().toUtf8());
    m_passphrase->clear();
    return typed;
}

} // namespace knockback::ui
