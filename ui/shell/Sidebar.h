// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SidebarModel.h"
#include "ui/theme/ThemeManager.h"

#include <QListView>

class QLineEdit;
class QMenu;
class QToolButton;

namespace knockback::ui {

// Requests in their files and folders, scenarios and credentials. One click or Enter opens a request, folds a folder,
// starts or stops a scenario, shows a credential; letters typed into the field on top narrow it all.
class Sidebar final : public QListView {
    Q_OBJECT
public:
    // What the context menu offers for a request.
    enum class Deed { Open, Rename, Duplicate, CopyText, Delete };

    Sidebar(SidebarModel& model, ThemeManager& themes, QWidget* parent = nullptr);

    void select(SidebarKind kind, const QString& id);
    void focusFilter();
    // The request that the keyboard is on while the sidebar has the focus; empty = none.
    [[nodiscard]] QString focusedRequest() const;

Q_SIGNALS:
    void requestChosen(const QString& id);
    void deedRequested(const QString& id, knockback::ui::Sidebar::Deed deed);
    void moveRequested(const QString& id, const QString& file);
    void newRequestedIn(const QString& file);
    void scenarioToggled(const QByteArray& id);
    void credentialChosen(const QByteArray& name);
    void newRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHead();
    void fillMenu(QMenu& menu, const SidebarRow& row);
    void choose(const QModelIndex& index);
    void fold(bool folded);
    void chooseFirst();

    SidebarModel& m_model;
    QLineEdit* m_filter;
    QToolButton* m_add;
};

} // namespace knockback::ui
