// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SidebarModel.h"
#include "ui/theme/ThemeManager.h"

#include <QListView>

class QToolButton;

namespace knockback::ui {

// Requests, scenarios and credentials. One click or Enter opens a request, starts or stops a scenario, shows a
// credential.
class Sidebar final : public QListView {
    Q_OBJECT
public:
    Sidebar(SidebarModel& model, ThemeManager& themes, QWidget* parent = nullptr);

    void select(SidebarKind kind, const QString& id);

Q_SIGNALS:
    void requestChosen(const QString& id);
    void scenarioToggled(const QByteArray& id);
    void credentialChosen(const QByteArray& name);
    void newRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(const QModelIndex& index);

    SidebarModel& m_model;
    QToolButton* m_add;
};

} // namespace knockback::ui
