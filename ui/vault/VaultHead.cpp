// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultHead.h"

#include "ui/vault/LockDesk.h"
#include "ui/vault/LockSettings.h"
#include "ui/widgets/AppStyle.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace knockback::ui {

namespace {

QString whereKept(vault::VaultMode mode) {
    switch (mode) {
    case vault::VaultMode::Keychain:
        return QStringLiteral("sealed on disk, the key is in the system keychain (Secret Service)");
    case vault::VaultMode::Passphrase:
        return QStringLiteral("sealed on disk with a passphrase");
    case vault::VaultMode::MemoryOnly:
        return QStringLiteral("in memory only, gone when Knockback closes");
    }
    return {};
}

} // namespace

VaultHead::VaultHead(LockDesk& lock, QWidget* parent)
    : QWidget(parent)
    , m_lock(lock)
    , m_subtitle(new QLabel)
    , m_lockNow(new QPushButton(QStringLiteral("Lock now")))
    , m_when(new QPushButton(QStringLiteral("▾")))
    , m_import(new QPushButton(QStringLiteral("Import…")))
    , m_add(new QPushButton(QStringLiteral("Add credential"))) {
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* title = new QLabel(QStringLiteral("Vault"));
    setRole(title, "title");
    setRole(m_subtitle, "muted");
    m_subtitle->setWordWrap(true);
    row->addWidget(title, 1);
    lines->addLayout(row);
    lines->addWidget(m_subtitle); // below the buttons, which leave it too little room in a small window
    m_lockNow->setObjectName(QStringLiteral("lockVault"));
    m_lockNow->setToolTip(QStringLiteral("Ctrl+Alt+L"));
    m_when->setAccessibleName(QStringLiteral("When it locks, and ways to unlock"));
    m_when->setToolTip(m_when->accessibleName());
    m_when->setFixedWidth(32);
    for (auto* button : {m_lockNow, m_when}) {
        button->setVisible(lock.canLock());
        row->addWidget(button);
    }
    m_import->setObjectName(QStringLiteral("importCredentials"));
    m_import->setToolTip(QStringLiteral("From .env, Postman, Insomnia, AWS credentials or netrc"));
    row->addWidget(m_import);
    m_add->setObjectName(QStringLiteral("addCredential"));
    setRole(m_add, "primary");
    row->addWidget(m_add);
    connect(m_lockNow, &QPushButton::clicked, &lock, &LockDesk::lockNow);
    connect(m_import, &QPushButton::clicked, this, &VaultHead::importRequested);
    connect(m_add, &QPushButton::clicked, this, &VaultHead::addRequested);
    fillPolicyMenu();
}

void VaultHead::fillPolicyMenu() {
    auto* menu = new QMenu(m_when);
    connect(m_when, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(m_when->mapToGlobal(QPoint(0, m_when->height() + 2))); });
    menu->addAction(QStringLiteral("Ways to unlock…"), this, &VaultHead::waysRequested);
    menu->addSeparator();
    auto* times = new QActionGroup(menu);
    for (const int minutes : {1, 5, 10, 30, 60, 0}) {
        auto* item = menu->addAction(minutes ? QStringLiteral("After %1 min idle").arg(minutes)
                                             : QStringLiteral("Not for being idle"));
        item->setCheckable(true);
        const auto idle = minutes ? std::optional(std::chrono::minutes(minutes)) : std::nullopt;
        item->setChecked(m_lock.policy().idle == idle);
        times->addAction(item);
        connect(item, &QAction::triggered, this, [this, idle] {
            auto policy = m_lock.policy();
            policy.idle = idle;
            m_lock.setPolicy(policy);
        });
    }
    menu->addSeparator();
    const auto addSwitch = [&](const QString& text, bool vault::LockPolicy::*member) {
        auto* item = menu->addAction(text);
        item->setCheckable(true);
        item->setChecked(m_lock.policy().*member);
        connect(item, &QAction::toggled, this, [this, member](bool on) {
            auto policy = m_lock.policy();
            policy.*member = on;
            m_lock.setPolicy(policy);
        });
    };
    addSwitch(QStringLiteral("When the screen is locked"), &vault::LockPolicy::onScreenLock);
    addSwitch(QStringLiteral("Before the machine sleeps"), &vault::LockPolicy::onSuspend);
}

void VaultHead::show(int credentials, vault::VaultMode mode, bool locked) {
    const QString count =
        credentials == 1 ? QStringLiteral("1 credential") : QStringLiteral("%1 credentials").arg(credentials);
    QString text = QStringLiteral("%1 · secrets %2").arg(count, whereKept(mode));
    if (locked)
        text = credentials == 0 ? QStringLiteral("locked") : QStringLiteral("%1 · locked").arg(count);
    else if (m_lock.canLock())
        text += QStringLiteral(" · %1").arg(lockPolicyText(m_lock.policy()));
    m_subtitle->setText(text);
    m_lockNow->setEnabled(!locked);
    m_import->setEnabled(!locked);
    m_add->setEnabled(!locked);
}

} // namespace knockback::ui
