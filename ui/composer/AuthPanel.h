// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/composer/AuthFields.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QPushButton;

namespace knockback::ui {

class ReflowGrid;

// How a request says who is asking: the kind, its fields, and in a sentence what will be sent where. What was typed for
// one kind is there again when the kind is chosen again.
class AuthPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AuthPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void setScope(const VariableScope& scope);
    // The folder that relative paths start from, and the file's default.
    void setPlace(const QString& folder, const workspace::AuthDraft& inherited);
    void load(const workspace::RequestDraft& draft);
    void store(workspace::RequestDraft& draft) const;
    // What was typed for other kinds belongs to another request.
    void forget() { m_auth = {}; }
    // For the tab; empty = nothing is added.
    [[nodiscard]] QString mark() const;

Q_SIGNALS:
    void edited();
    void vaultRequested();

private:
    void buildKinds();
    void buildFields();
    QWidget* makeField(const AuthField& field);
    void showFields();
    void noteEdit();
    void explain();

    ThemeManager& m_themes;
    VariableScope m_scope;
    QString m_folder;
    workspace::AuthDraft m_inherited;
    workspace::AuthDraft m_auth; // the fields of every kind
    QComboBox* m_kind;
    QComboBox* m_place;
    ReflowGrid* m_grid;
    QLabel* m_sentence;
    QLabel* m_warning;
    QPushButton* m_vault;
    struct Cell {
        AuthField field;
        QWidget* cell;
        QWidget* control; // VariableLineEdit, FileField or CredentialChoice
    };
    std::vector<Cell> m_cells;
    QWidget* m_placeCell = nullptr;
};

} // namespace knockback::ui
