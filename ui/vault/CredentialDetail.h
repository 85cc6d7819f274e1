// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/vault/Hygiene.h"
#include "app/vault/Vault.h"
#include "ui/vault/MarkedLines.h"
#include "ui/vault/VaultActions.h"

#include <QFrame>

class QFormLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace knockback::ui {

class Badge;
class ElidedLabel;
class HygieneList;
class LifetimeBar;
class SecretField;
class ThemeManager;

// One credential in full: facts, its secret behind a button, lifetime, what became of its rotations, what is wrong with
// how it is kept and used.
class CredentialDetail final : public QFrame {
    Q_OBJECT
public:
    CredentialDetail(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent = nullptr);

    void setActions(VaultActions actions);
    void setCredential(const vault::Credential& credential);
    [[nodiscard]] const QByteArray& name() const { return m_credential.name; }
    // Newest first.
    void setRotations(std::vector<MarkedLines::Line> rotations);
    // Requests of the workspace.
    void setNamedBy(const QStringList& requests) { m_namedBy = requests; }
    void setUse(const vault::CredentialUse& use, const vault::CredentialCopies& copies);
    void tick();
    // While a new token is being fetched.
    void setRotating(bool rotating);
    // What can be done with it.
    [[nodiscard]] QMenu* menu() const;

Q_SIGNALS:
    void editRequested();
    void replaceRequested();
    void rotateRequested(const QByteArray& name);
    void removeRequested(const QByteArray& name);
    // A finding of its hygiene is not to be told again, or is.
    void dismissRequested(const QByteArray& name, const vault::HygieneFinding& finding, bool dismissed);

private:
    void buildHead(QVBoxLayout& column);
    void buildFacts(QVBoxLayout& column);
    void fillMenu();
    void showFacts();
    void showUse();
    void buildHygiene(ThemeManager& themes);

    base::Scheduler& m_scheduler;
    VaultActions m_actions;
    vault::Credential m_credential;
    vault::CredentialUse m_use;
    QStringList m_namedBy;
    vault::CredentialCopies m_copies;

    ElidedLabel* m_title;
    Badge* m_badge;
    QPushButton* m_rotate;
    QToolButton* m_more;
    QFormLayout* m_form;
    SecretField* m_secret;
    QLabel* m_issued;
    QLabel* m_scopes;
    QLabel* m_endpoint;
    QLabel* m_hosts;
    QLabel* m_usedBy;
    QLabel* m_oldKey; // of a recipe, that still works
    QLabel* m_lifetimeTitle;
    LifetimeBar* m_lifetime;
    MarkedLines* m_rotations;
    HygieneList* m_hygiene;
};

} // namespace knockback::ui
