// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"
#include "app/workspace/RequestDraft.h"
#include "ui/models/Views.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace knockback::ui {

// What a {{variable}} stands for and where that comes from, for the tooltip. A secret's value is never here.
struct VariableInfo {
    QString value;
    QString origin; // "environment staging"
    bool secret = false;
};

// Every variable that a request may use now: the lab's own, the chosen environment's, the files', the vault's.
class VariableScope {
public:
    VariableScope() = default;
    VariableScope(const WorkspaceView& workspace, QString environment, workspace::Environment builtIn,
                  std::vector<vault::Credential> credentials);

    // What a request of that file sees: its own variables, not those of a file beside it that uses the same names. The
    // scope itself for a file that is not of the workspace.
    [[nodiscard]] VariableScope forFile(const QString& file) const;

    [[nodiscard]] std::optional<VariableInfo> find(const QByteArray& name) const;
    // All but the vault's, the stronger origin first come: what a call is sent with.
    [[nodiscard]] workspace::Environment merged() const;
    [[nodiscard]] std::vector<QByteArray> names() const;
    // The variables of `text`, and those in their values, that nothing defines: each once, in order. One that leads
    // back to itself is among them.
    [[nodiscard]] std::vector<QByteArray> unresolved(QByteArrayView text) const;
    // The chosen environment's name; empty = none.
    [[nodiscard]] const QString& environment() const { return m_environment; }
    [[nodiscard]] const std::vector<vault::Credential>& credentials() const { return m_credentials; }

private:
    struct Layer {
        QString origin;
        workspace::Environment values;
    };
    QString m_environment;
    std::vector<Layer> m_layers; // strongest first
    std::vector<vault::Credential> m_credentials;
    std::map<QString, FileScope> m_files;
};

} // namespace knockback::ui
