// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ScarceLimit.h"
#include "ui/theme/ThemeManager.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace knockback::ui {

class Badge;

// Logo, workspace, environment, search, the scarcest limit, and the two ways out: vault and escalation.
class TopBar final : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(ThemeManager& themes, QWidget* parent = nullptr);

    void setWorkspace(const QString& name);
    // An empty name is "no environment".
    void setEnvironments(const QStringList& names, const QString& chosen);
    void openEnvironments();
    void setLimit(const std::optional<ScarceLimit>& limit);
    void showVaultButton();
    void setCanEscalate(bool can);
    // What the workspace button opens; filled by the window.
    [[nodiscard]] QMenu& workspaceMenu() { return *m_workspaceMenu; }

Q_SIGNALS:
    void environmentChosen(const QString& name);
    void environmentsWanted(); // to edit them
    void searchRequested();
    void limitClicked();
    void vaultRequested();
    void escalateRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* addButton(const char* name, const QString& text, const char* role);
    void buildSearch();
    void dress();

    ThemeManager& m_themes;
    QLabel* m_logo;
    QLabel* m_name;
    QPushButton* m_workspace;
    QMenu* m_workspaceMenu;
    QPushButton* m_environment;
    QMenu* m_environmentMenu;
    QPushButton* m_search;
    Badge* m_limit;
    QPushButton* m_vault;
    QPushButton* m_escalate;
};

} // namespace knockback::ui
