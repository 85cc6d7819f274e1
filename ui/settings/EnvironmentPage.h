// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/settings/EnvironmentDesk.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <optional>

class QListWidget;
class QPushButton;
class QTableView;

namespace knockback::ui {

class MessageBar;
class VariableModel;

// The environments of the open workspace and their variables, as they stand in its environment files.
class EnvironmentPage final : public QWidget {
    Q_OBJECT
public:
    EnvironmentPage(Backend& backend, ThemeManager& themes, QWidget* parent = nullptr);

Q_SIGNALS:
    void closeRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildNames();
    QWidget* buildVariables();
    void connectModel();
    void follow();
    void display(const QStringList& names, const std::vector<workspace::EnvironmentRow>& rows);
    void showChosen();
    void askName(const QString& question, const QString& start, std::function<void(const QString&)> named);
    void addEnvironment();
    void renameEnvironment();
    void removeEnvironment();
    void removeVariable();
    void say(diagnosis::Cause cause, const QString& sentence);
    void considerOffer(const workspace::EnvironmentRow& row);
    void followRows();
    void withdrawOffer();
    void offerVault(const workspace::EnvironmentRow& row);
    void moveToVault(const workspace::EnvironmentRow& row);
    void refer(const workspace::EnvironmentRow& row, const QString& folder, const vault::Credential& credential);
    void sayRemoved(const QString& sentence, std::vector<workspace::EnvironmentRow> rows);
    [[nodiscard]] bool stands(const workspace::EnvironmentRow& row) const;
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] std::vector<workspace::EnvironmentRow> rowsOf(const QString& environment) const;

    Backend& m_backend;
    EnvironmentDesk m_desk;
    QString m_folder;
    std::vector<workspace::EnvironmentRow> m_rows;      // as they stood in the files when those were read last
    std::optional<workspace::EnvironmentRow> m_suspect; // to be offered to the vault once it is one of them
    std::optional<workspace::EnvironmentRow> m_offered; // what the message offers to move
    VariableModel* m_model;
    MessageBar* m_message;
    QListWidget* m_names;
    QTableView* m_table;
    QPushButton* m_rename;
    QPushButton* m_remove;
    QPushButton* m_removeVariable;
};

} // namespace knockback::ui
