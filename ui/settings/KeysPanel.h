// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/KeyTable.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace knockback::ui {

class KeyCapture;
class MessageBar;

// The list of all keys, and the place to change them: Return on an action, press the new key, Return.
class KeysPanel final : public QWidget {
    Q_OBJECT
public:
    KeysPanel(ActionTable& actions, ThemeManager& themes, QWidget* parent = nullptr);

    void focusSearch();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildEditor();
    void buildTable();
    void edit();
    void explain(const QKeySequence& key);
    void use();
    void removeKeys();
    void leave();
    void sayProblem();
    void updateButtons();

    ActionTable& m_actions;
    KeyTable* m_model;
    MessageBar* m_message;
    QLineEdit* m_search;
    QTableView* m_table;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
    QWidget* m_editor = nullptr;
    QLabel* m_question;
    KeyCapture* m_capture;
    QLabel* m_note;
    QPushButton* m_use;
    QString m_edited; // the action's id
};

} // namespace knockback::ui
