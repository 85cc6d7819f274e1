// SPDX-License-Identifier: GPL-3.0-or-later
// What changes credentials by hand, and takes it back.
#include "app/oauth/ClientSettings.h"
#include "app/vault/SystemKeychain.h"
#include "ui/vault/CredentialDetail.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/CredentialModel.h"
#include "ui/vault/HygieneDesk.h"
#include "ui/vault/ReplacePanel.h"
#include "ui/vault/VaultPage.h"
#include "ui/vault/WaysDialog.h"
#include "ui/widgets/MessageBar.h"
#include "ui/widgets/Scrim.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace knockback::ui {

namespace {

constexpr base::Seconds undoFor{15};
// Of requests that were renamed in; the window's own tokens count up from 1.
constexpr int renameToken = -1;

QString inQuotes(const QByteArray& name) {
    return QStringLiteral("“%1”").arg(QString::fromUtf8(name));
}

QString removedText(const std::vector<vault::CredentialStore::Entry>& removed) {
    const bool revocable = std::any_of(removed.begin(), removed.end(),
                                       [](const auto& entry) { return vault::canRotate(entry.credential.kind); });
    if (removed.size() == 1)
        return QStringLiteral("%1 was removed here.%2")
            .arg(inQuotes(removed.front().credential.name),
                 revocable ? QStringLiteral(" It still holds at the server: revoke it there.") : QString());
    return QStringLiteral("%1 credentials were removed here.%2")
        .arg(removed.size())
        .arg(revocable ? QStringLiteral(" What servers gave out still holds there: revoke it there.") : QString());
}

// One that cannot be put back does not keep the others away.
base::Outcome<vault::VaultError> restoreAll(vault::Vault& vault,
                                            const std::vector<vault::CredentialStore::Entry>& removed) {
    base::Outcome<vault::VaultError> result = base::Done{};
    for (const auto& entry : removed)
        if (auto restored = vault.restore(entry); !restored)
            result = std::move(restored);
    return result;
}

} // namespace

FieldHelp VaultPage::fieldHelp(const QByteArray& edited) const {
    FieldHelp help;
    help.clock = &m_backend.scheduler().clock();
    help.discover = m_actions.discover;
    for (const auto& credential : m_vault.list())
        if (credential.name != edited)
            help.credentials.push_back(credential.name);
    return help;
}

void VaultPage::beginAdding() {
    if (m_vault.isLocked())
        return;
    if (m_side->currentIndex() == Form && m_form->isTouched())
        return m_form->leave();
    showSide(Form);
    m_form->begin(fieldHelp({}));
}

void VaultPage::beginEditing() {
    const auto* credential = m_model->at(m_table->currentIndex().row());
    if (m_vault.isLocked() || !credential || m_side->currentIndex() != Detail)
        return;
    showSide(Form);
    // The built-in workspace, which has no folder, is never written to.
    m_usesFolder = m_backend.workspace().folder;
    m_form->edit(*credential, m_vault.rolesOf(credential->name),
                 !m_usesFolder.isEmpty() ? usesOfChosen(credential->name) : CredentialUses(),
                 fieldHelp(credential->name));
}

const CredentialUses& VaultPage::usesOfChosen(const QByteArray& name) {
    const auto known = m_uses.find(name);
    return known == m_uses.end() ? m_uses[name] = usesOf(m_backend.workspace(), name) : known->second;
}

void VaultPage::beginReplacing() {
    const auto* credential = m_model->at(m_table->currentIndex().row());
    if (m_vault.isLocked() || !credential || m_side->currentIndex() != Detail)
        return;
    showSide(Replace);
    m_replace->begin(*credential, m_vault.rolesOf(credential->name));
}

// Another row: a form with nothing in it yields, one with changes asks.
void VaultPage::chosen() {
    const int side = m_side->currentIndex();
    if (m_refreshing && side != Detail)
        return; // the vault changed by itself: whoever is busy here stays
    if (side == Form)
        return m_form->leave();
    showSelected();
}

void VaultPage::leaveForm() {
    showSelected();
    m_table->setFocus();
}

// Whether something else may be shown in the form's place; one with changes asks.
bool VaultPage::yieldForm() {
    if (m_side->currentIndex() == Form)
        m_form->leave();
    return m_side->currentIndex() != Form;
}

void VaultPage::showWays() {
    if (m_vault.isLocked())
        return;
    const auto keychain = []() -> vault::Keychain& { return vault::systemKeychain(); };
    auto* dialog = new WaysDialog({m_vault, keychain, base::systemRandom(), m_backend.scheduler()}, m_themes, window());
    Scrim::cover(*window(), *dialog);
    connect(dialog, &QDialog::finished, this, &VaultPage::refresh);
    connect(&m_backend, &Backend::credentialsChanged, dialog, [this, dialog] {
        if (m_vault.isLocked())
            dialog->reject();
    });
    dialog->open();
}

void VaultPage::openMenu(const QPoint& at) {
    if (m_side->currentIndex() != Detail || !m_table->currentIndex().isValid())
        return;
    // Asked for by a key, it is not over a row.
    const bool onRow = m_table->indexAt(at).isValid();
    const QPoint where = onRow ? at : m_table->visualRect(m_table->currentIndex()).center();
    m_detail->menu()->popup(m_table->viewport()->mapToGlobal(where));
}

void VaultPage::save() {
    if (m_form->edited().isEmpty())
        saveNew();
    else
        saveEdited();
}

void VaultPage::saveNew() {
    const auto secrets = std::make_shared<vault::Secrets>(m_form->takeSecrets());
    change([this, credential = m_form->credential(), secrets] { return m_vault.add(credential, std::move(*secrets)); },
           [this, name = m_form->credential().name, kind = m_form->credential().kind] {
               m_form->end();
               refresh();
               select(name);
               leaveForm();
               if (oauth::needsUser(kind) && m_actions.signIn)
                   ask(QStringLiteral("%1 was saved. It has no token until you sign in.").arg(inQuotes(name)),
                       QStringLiteral("Sign in…"), [this, name] { m_actions.signIn(name); });
           });
}

void VaultPage::saveEdited() {
    const auto usesIn = m_form->renamesUses() ? std::optional(m_usesFolder) : std::nullopt;
    store(m_form->edited(), m_form->credential(), m_form->takeSecrets(), [this, usesIn](const auto& result) {
        m_form->end();
        edited(result, QStringLiteral("%1 was saved.").arg(inQuotes(result->name)), usesIn);
    });
}

void VaultPage::saveReplaced() {
    store(m_replace->credential().name, m_replace->credential(), m_replace->secrets(), [this](const auto& result) {
        m_replace->end();
        edited(result, QStringLiteral("%1 has a new secret.").arg(inQuotes(result->name)), std::nullopt);
    });
}

void VaultPage::store(const QByteArray& name, const vault::Credential& wanted, vault::Secrets secrets,
                      std::function<void(const std::shared_ptr<vault::Vault::Edited>&)> done) {
    const auto handed = std::make_shared<vault::Secrets>(std::move(secrets));
    const auto result = std::make_shared<vault::Vault::Edited>();
    change(
        [this, name, wanted, handed, result]() -> base::Outcome<vault::VaultError> {
            auto stored = m_vault.edit(name, wanted, *handed);
            if (!stored)
                return base::Failure(stored.error());
            *result = std::move(*stored);
            return base::Done{};
        },
        [result, done = std::move(done)] { done(result); });
}

void VaultPage::edited(const std::shared_ptr<vault::Vault::Edited>& edited, const QString& sentence,
                       const std::optional<QString>& usesIn) {
    const QByteArray before = edited->before.credential.name;
    const QByteArray after = edited->name;
    const QString left = renamed(before, after, usesIn);
    refresh();
    select(after);
    leaveForm();
    offerUndo(
        left.isEmpty() ? sentence : sentence + u' ' + left, [this, edited] { return m_vault.undoEdit(*edited); },
        [this, before, after, renamedIn = left.isEmpty() ? usesIn : std::nullopt] {
            const QString stillLeft = renamed(after, before, renamedIn);
            refresh();
            select(before);
            if (!stillLeft.isEmpty())
                say(diagnosis::Cause::Credential, stillLeft);
        });
}

// Requests that were meant and are not at hand any more are left as they are; returns a sentence about that.
QString VaultPage::renamed(const QByteArray& from, const QByteArray& to, const std::optional<QString>& usesIn) {
    if (from == to)
        return {};
    m_hygiene->renamed(from, to);
    if (auto lines = m_rotations.extract(from)) {
        lines.key() = to;
        m_rotations.insert(std::move(lines));
    }
    m_uses.clear();
    if (!usesIn)
        return {};
    const auto workspace = m_backend.workspace();
    if (workspace.folder != *usesIn)
        return QStringLiteral("The requests in %1 still name %2: change them by hand.").arg(*usesIn, inQuotes(from));
    for (const auto& request : workspace.requests)
        if (auto draft = request.draft; renameIn(draft, from, to))
            m_backend.saveRequest(renameToken, request.id, draft);
    return {};
}

void VaultPage::noteRenamed(int token, const QString&, const QString& problem) {
    if (token == renameToken && !problem.isEmpty())
        say(diagnosis::Cause::Credential, problem);
}

// At once, and can be taken back: the question comes after the deed. Undo is for all since it was first offered.
void VaultPage::remove(const QByteArray& name) {
    if (std::any_of(m_changes.begin(), m_changes.end(), [&](const Change& change) { return change.removes == name; }))
        return; // it is on its way out
    const auto taken = std::make_shared<vault::CredentialStore::Entry>();
    change(
        [this, name, taken]() -> base::Outcome<vault::VaultError> {
            auto entry = m_vault.take(name);
            if (!entry)
                return base::Failure(entry.error());
            *taken = std::move(*entry);
            return base::Done{};
        },
        [this, name, taken] {
            const auto removed = m_removed ? m_removed : std::make_shared<Removed>();
            removed->push_back(std::move(*taken));
            offerUndo(
                removedText(*removed), [this, removed] { return restoreAll(m_vault, *removed); },
                [this, name] {
                    refresh();
                    select(name);
                });
            m_removed = removed; // after the message, which ends the one before it
        },
        name);
}

void VaultPage::offerUndo(const QString& sentence, std::function<base::Outcome<vault::VaultError>()> back,
                          std::function<void()> done) {
    say(diagnosis::Cause::Credential, sentence);
    auto* undo = m_message->addButton(QStringLiteral("Undo"), "flat");
    connect(undo, &QPushButton::clicked, this, [this, back = std::move(back), done = std::move(done)] {
        hush();
        change(back, done);
    });
    m_undoTimer = m_backend.scheduler().after(undoFor, [this] { hush(); });
}

void VaultPage::endUndo() {
    m_undoTimer.cancel();
    m_removed.reset();
}

} // namespace knockback::ui
