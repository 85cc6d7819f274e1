// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Hygiene.h"
#include "app/vault/Vault.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"
#include "ui/vault/CredentialUses.h"
#include "ui/vault/VaultActions.h"

#include <QWidget>

#include <deque>

class QSplitter;
class QStackedWidget;
class QTableView;

namespace knockback::ui {

class CredentialDetail;
class CredentialForm;
class CredentialModel;
class EmptyState;
class HygieneDesk;
class ImportPanel;
class LockDesk;
class MessageBar;
class ReplacePanel;
class ThemeManager;
class UnlockPanel;
class VaultHead;
struct FieldHelp;

// The vault: all credentials in a table, one in full beside it, and the form for a new one; while it is locked, the way
// back in. Changes go to disk on a worker.
class VaultPage final : public QWidget {
    Q_OBJECT
public:
    VaultPage(Backend& backend, vault::Vault& vault, ThemeManager& themes, QWidget* parent = nullptr);
    ~VaultPage() override;

    void select(const QByteArray& credential);
    // How credentials were used before this session; read on a worker.
    void readPast(std::function<std::map<QByteArray, vault::CredentialUse>()> read);
    void setActions(VaultActions actions);
    [[nodiscard]] LockDesk& lock() { return *m_lock; }
    // A sentence above the list.
    void say(diagnosis::Cause cause, const QString& sentence);
    // The same with something to do about it.
    void ask(const QString& sentence, const QString& button, std::function<void()> act);
public Q_SLOTS:
    void beginAdding();
    // Of the chosen credential.
    void beginEditing();
    void beginReplacing();
    // What opens the vault, and changing that.
    void showWays();
    void beginImport();                       // asks for a file with secrets in the clear
    void importFrom(const QString& fileName); // shows what that file holds

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Side { Detail, Form, Unlock, Import, Replace };
    struct Change {
        std::function<base::Outcome<vault::VaultError>()> work; // on a worker
        std::function<void()> done;
        QByteArray removes; // the credential that goes with it
    };
    using Removed = std::vector<vault::CredentialStore::Entry>;
    void buildTable();
    void buildSides();
    void connectParts();
    void refresh();
    void showSide(Side side);
    void showSelected();
    void readJournal();
    void tick();
    void save();
    void addImported();
    void remove(const QByteArray& name);
    void saveNew();
    void saveEdited();
    void saveReplaced();
    void store(const QByteArray& name, const vault::Credential& wanted, vault::Secrets secrets,
               std::function<void(const std::shared_ptr<vault::Vault::Edited>&)> done);
    // `usesIn`: the folder whose requests are to follow a new name.
    void edited(const std::shared_ptr<vault::Vault::Edited>& edited, const QString& sentence,
                const std::optional<QString>& usesIn);
    [[nodiscard]] QString renamed(const QByteArray& from, const QByteArray& to, const std::optional<QString>& usesIn);
    void noteRenamed(int token, const QString& id, const QString& problem);
    void chosen();
    void openMenu(const QPoint& at);
    void leaveForm();
    [[nodiscard]] bool yieldForm();
    [[nodiscard]] bool mayImport(const QString& fileName);
    [[nodiscard]] const CredentialUses& usesOfChosen(const QByteArray& name);
    [[nodiscard]] FieldHelp fieldHelp(const QByteArray& edited) const;
    void offerUndo(const QString& sentence, std::function<base::Outcome<vault::VaultError>()> back,
                   std::function<void()> done);
    void endUndo();
    void hush();
    void dismiss(const QByteArray& name, const vault::HygieneFinding& finding, bool dismissed);
    void unlock();
    // One after the other; `done` when it worked, else the problem is said.
    void change(std::function<base::Outcome<vault::VaultError>()> work, std::function<void()> done,
                const QByteArray& removes = {});
    void runChange();
    void sayProblem(const QString& problem);

    Backend& m_backend;
    vault::Vault& m_vault;
    ThemeManager& m_themes;
    Background m_background{*this}; // of m_changes
    Background m_reading{*this};    // of a file to import
    std::deque<Change> m_changes;   // the first is under way
    VaultActions m_actions;
    base::WallTime m_started;
    std::uint64_t m_seen = 0;
    std::map<QByteArray, std::vector<journal::Event>> m_rotations;
    QByteArray m_rotating;
    std::map<QByteArray, CredentialUses> m_uses; // as far as they were looked for in the present workspace
    int m_held = 0;                              // requests that wait for the vault to be unlocked
    base::TimerHandle m_tick;
    base::TimerHandle m_undoTimer;
    std::shared_ptr<Removed> m_removed; // what Undo brings back, while it is offered
    QString m_usesFolder;               // of the uses that the form shows
    bool m_refreshing = false;

    LockDesk* m_lock;
    HygieneDesk* m_hygiene;
    CredentialModel* m_model;
    VaultHead* m_head;
    QTableView* m_table;
    MessageBar* m_message;
    QStackedWidget* m_left;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QStackedWidget* m_side;
    CredentialDetail* m_detail;
    CredentialForm* m_form;
    UnlockPanel* m_unlock;
    ImportPanel* m_import;
    ReplacePanel* m_replace;
};

} // namespace knockback::ui
