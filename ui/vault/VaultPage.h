// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace knockback::ui {

class CredentialDetail;
class CredentialForm;
class CredentialModel;
class EmptyState;
class MessageBar;
class ThemeManager;

// The vault: all credentials in a table, one in full beside it, and the form for a new one. Changes go to disk on a
// worker.
class VaultPage final : public QWidget {
    Q_OBJECT
public:
    VaultPage(Backend& backend, vault::Vault& vault, ThemeManager& themes, QWidget* parent = nullptr);
    ~VaultPage() override;

    void select(const QByteArray& credential);

public Q_SLOTS:
    void beginAdding();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    void refresh();
    void showSelected();
    void readJournal();
    void tick();
    void save();
    void askToRemove(const QByteArray& name);
    void change(std::function<base::Outcome<vault::VaultError>()> work, std::function<void()> done);

    Backend& m_backend;
    vault::Vault& m_vault;
    ThemeManager& m_themes;
    Background m_background{*this};
    std::uint64_t m_seen = 0;
    std::map<QByteArray, std::vector<journal::Event>> m_rotations;
    QByteArray m_rotating;
    base::TimerHandle m_tick;

    CredentialModel* m_model;
    QTableView* m_table;
    QLabel* m_subtitle;
    MessageBar* m_message;
    QStackedWidget* m_left;
    EmptyState* m_empty;
    QStackedWidget* m_side;
    CredentialDetail* m_detail;
    CredentialForm* m_form;
};

} // namespace knockback::ui
