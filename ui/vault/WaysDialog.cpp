// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/WaysDialog.h"

#include "app/vault/KeySlots.h"
#include "app/vault/KeychainState.h"
#include "app/vault/KeychainWrap.h"
#include "app/vault/RecoveryKey.h"
#include "ui/vault/PassphraseSetter.h"
#include "ui/vault/RecoverySetter.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/MessageBar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

using vault::KeySlot;
using vault::KeySlots;
using vault::VaultError;

namespace {

constexpr base::Milliseconds probePatience(15'000);
constexpr std::array kinds{KeySlot::Kind::Keychain, KeySlot::Kind::Passphrase, KeySlot::Kind::Recovery};
constexpr int leastWidth = 560;

QLabel* sentence(const QString& text, const char* role) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

QPushButton* button(const QString& accessible) {
    auto* made = new QPushButton;
    made->setAutoDefault(false);
    made->setAccessibleName(accessible);
    return made;
}

} // namespace

WaysDialog::WaysDialog(Means means, ThemeManager& themes, QWidget* parent)
    : QDialog(parent)
    , m_means(std::move(means))
    , m_message(new MessageBar(themes))
    , m_passphrase(new PassphraseSetter)
    , m_recovery(new RecoverySetter(m_means.random, m_means.scheduler, themes))
    , m_list(new QWidget) {
    setWindowTitle(QStringLiteral("Ways to unlock the vault"));
    setAccessibleName(windowTitle());
    setModal(true);
    setRole(this, "dialog");
    setMinimumWidth(leastWidth);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(20, 16, 20, 16);
    whole->setSpacing(12);
    whole->addWidget(sentence(windowTitle(), "title"));
    whole->addWidget(
        sentence(QStringLiteral("Each of these opens the vault by itself. A copy of the file from before a "
                                "change still opens in the ways it had."),
                 "muted"));
    whole->addWidget(m_message);
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    addWay(*column, Keychain, QStringLiteral("System keychain"),
           QStringLiteral("opens it at the start without asking, as long as you are logged in"));
    addWay(*column, Passphrase, QStringLiteral("Passphrase"),
           QStringLiteral("is asked for when the vault is unlocked"));
    column->addWidget(m_passphrase);
    addWay(*column, Recovery, QStringLiteral("Recovery key"),
           QStringLiteral("on paper, for the day when keychain and passphrase are lost"));
    column->addWidget(m_recovery);
    whole->addWidget(m_list);
    whole->addStretch();
    auto* close = button({});
    close->setText(QStringLiteral("Close"));
    whole->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_passphrase, &PassphraseSetter::submitted, this, &WaysDialog::setPassphrase);
    connect(m_passphrase, &PassphraseSetter::cancelled, this, [this] { unfold(nullptr); });
    connect(m_recovery, &RecoverySetter::submitted, this, &WaysDialog::setRecovery);
    connect(m_recovery, &RecoverySetter::cancelled, this, [this] { unfold(nullptr); });
    connect(m_ways[Keychain].change, &QPushButton::clicked, this, &WaysDialog::useKeychain);
    connect(m_ways[Passphrase].change, &QPushButton::clicked, this, [this] {
        unfold(m_passphrase);
        m_passphrase->begin(has(Keychain));
    });
    connect(m_ways[Recovery].change, &QPushButton::clicked, this, [this] {
        unfold(m_recovery);
        m_recovery->begin();
    });
    unfold(nullptr);
    setBusy(true);
    look();
}

void WaysDialog::addWay(QVBoxLayout& column, Index index, const QString& name, const QString& about) {
    auto& way = m_ways[index];
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(sentence(name, "strong"));
    words->addWidget(sentence(about, "small"));
    way.state = sentence(QStringLiteral("…"), "small");
    way.state->setAccessibleName(name);
    words->addWidget(way.state);
    row->addLayout(words, 1);
    way.change = button({});
    way.remove = button(QStringLiteral("Remove: %1").arg(name));
    way.remove->setText(QStringLiteral("Remove"));
    row->addWidget(way.change, 0, Qt::AlignTop);
    row->addWidget(way.remove, 0, Qt::AlignTop);
    column.addLayout(row);
    connect(way.remove, &QPushButton::clicked, this, [this, index] { askToRemove(index); });
}

bool WaysDialog::has(Index index) const {
    return std::find(m_present.kinds.begin(), m_present.kinds.end(), kinds[index]) != m_present.kinds.end();
}

void WaysDialog::look() {
    m_background.run(
        [means = m_means] {
            Present present;
            auto listed = means.vault.changeSlots([&present](KeySlots& slots) -> base::Outcome<VaultError> {
                present.kinds = slots.kinds();
                return base::Done{};
            });
            if (!listed)
                present.problem = listed.error().sentence;
            else
                present.keychain = vault::awaitAnswer<vault::KeychainState>(
                    [&](auto told) { means.keychain().probe(std::move(told)); }, probePatience);
            return present;
        },
        [this](const Present& present) { tell(present); });
}

void WaysDialog::tell(const Present& present) {
    m_present = present;
    setBusy(false);
    if (!present.problem.isEmpty())
        m_message->say(diagnosis::Cause::Credential, present.problem);
    const auto keychain = present.keychain.value_or(vault::KeychainState::NotAnswering);
    const bool reachable = keychain == vault::KeychainState::Unlocked;
    for (const auto index : {Keychain, Passphrase, Recovery}) {
        auto& way = m_ways[index];
        const bool there = has(index);
        way.state->setText(there ? QStringLiteral("✓ opens this vault") : QStringLiteral("not set up"));
        way.remove->setVisible(there);
        way.remove->setEnabled(present.kinds.size() > 1);
        way.remove->setToolTip(present.kinds.size() > 1 ? QString()
                                                        : QStringLiteral("It is the only way: add another one first."));
        way.change->setEnabled(present.problem.isEmpty());
    }
    m_ways[Keychain].change->setVisible(!has(Keychain));
    m_ways[Keychain].change->setText(QStringLiteral("Use it"));
    m_ways[Keychain].change->setAccessibleName(QStringLiteral("Use the system keychain"));
    m_ways[Keychain].change->setEnabled(reachable && present.problem.isEmpty());
    if (!reachable)
        m_ways[Keychain].state->setText(
            QStringLiteral("%1; it cannot be used now: %2")
                .arg(has(Keychain) ? QStringLiteral("set up") : QStringLiteral("not set up"), describe(keychain)));
    m_ways[Passphrase].change->setText(has(Passphrase) ? QStringLiteral("Change…") : QStringLiteral("Set…"));
    m_ways[Passphrase].change->setAccessibleName(
        QStringLiteral("%1 the passphrase").arg(m_ways[Passphrase].change->text()));
    m_ways[Recovery].change->setText(has(Recovery) ? QStringLiteral("New one…") : QStringLiteral("Make one…"));
    m_ways[Recovery].change->setAccessibleName(QStringLiteral("%1: recovery key").arg(m_ways[Recovery].change->text()));
}

// One of the two parts below a way, or none.
void WaysDialog::unfold(QWidget* setter) {
    if (setter != m_recovery)
        m_recovery->forget();
    static_cast<void>(m_passphrase->take());
    m_passphrase->setVisible(setter == m_passphrase);
    m_recovery->setVisible(setter == m_recovery);
    m_message->dismiss();
    adjustSize();
}

void WaysDialog::useKeychain() {
    unfold(nullptr);
    run(
        QStringLiteral("Handing the key to the keychain…"),
        [means = m_means](KeySlots& slots) {
            vault::KeychainWrap wrap(means.keychain(), means.random);
            return slots.put(wrap);
        },
        QStringLiteral("The keychain opens the vault from now on."));
}

void WaysDialog::setPassphrase() {
    const bool instead = m_passphrase->instead();
    const auto typed = std::make_shared<base::Secret>(m_passphrase->take());
    unfold(nullptr);
    run(
        QStringLiteral("Sealing the key; this takes a second or two on purpose…"),
        [means = m_means, typed, instead](KeySlots& slots) {
            vault::PassphraseWrap wrap(std::move(*typed), {}, means.random, means.cost);
            auto put = slots.put(wrap);
            return put && instead ? slots.remove(KeySlot::Kind::Keychain) : put;
        },
        instead ? QStringLiteral("The passphrase opens the vault from now on, and the keychain does not.")
                : QStringLiteral("The passphrase opens the vault from now on."));
}

void WaysDialog::setRecovery() {
    const auto key = std::make_shared<base::Secret>(m_recovery->take());
    unfold(nullptr);
    run(
        QStringLiteral("Sealing the key; this takes a second or two on purpose…"),
        [means = m_means, key](KeySlots& slots) {
            vault::PassphraseWrap wrap(vault::plainRecoveryKey(*key), {}, means.random, means.cost,
                                       KeySlot::Kind::Recovery);
            return slots.put(wrap);
        },
        QStringLiteral("The recovery key opens the vault from now on."));
}

void WaysDialog::askToRemove(Index index) {
    unfold(nullptr);
    const QString question[] = {QStringLiteral("Have the keychain open the vault no longer? You type the passphrase "
                                               "then, or the recovery key."),
                                QStringLiteral("Have the passphrase open the vault no longer?"),
                                QStringLiteral("Have the recovery key open the vault no longer? What is written down "
                                               "is of no use then.")};
    m_message->say(diagnosis::Cause::Credential, question[index]);
    auto* yes = m_message->addButton(QStringLiteral("Remove it"), "danger");
    yes->setAutoDefault(false);
    connect(yes, &QPushButton::clicked, this, [this, index] {
        run(
            QStringLiteral("Removing it…"), [index](KeySlots& slots) { return slots.remove(kinds[index]); },
            QStringLiteral("It does not open the vault any more."));
    });
    yes->setFocus();
    adjustSize();
}

void WaysDialog::run(const QString& busy, std::function<base::Outcome<VaultError>(KeySlots&)> change,
                     const QString& done) {
    setBusy(true);
    m_message->say(diagnosis::Cause::None, busy);
    m_background.run([&vault = m_means.vault, change = std::move(change)] { return vault.changeSlots(change); },
                     [this, done](const base::Outcome<VaultError>& changed) {
                         m_message->say(changed ? diagnosis::Cause::None : diagnosis::Cause::Credential,
                                        changed ? done : changed.error().sentence);
                         adjustSize();
                         look();
                     });
}

void WaysDialog::setBusy(bool busy) {
    m_busy = busy;
    m_list->setEnabled(!busy);
    if (m_closed && !busy)
        deleteLater();
}

void WaysDialog::done(int result) {
    unfold(nullptr);
    QDialog::done(result);
    m_closed = true;
    setBusy(m_busy);
}

} // namespace knockback::ui
