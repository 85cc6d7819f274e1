// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/VariableScope.h"

#include "app/http/Variables.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Variables", text);
}

QString hostList(const vault::Credential& credential) {
    QStringList hosts;
    for (const auto& host : credential.hosts)
        hosts << QString::fromUtf8(host);
    return hosts.isEmpty() ? tr("no host") : hosts.join(QStringLiteral(", "));
}

} // namespace

VariableScope::VariableScope(const WorkspaceView& workspace, QString environment, workspace::Environment builtIn,
                             std::vector<vault::Credential> credentials)
    : m_environment(std::move(environment))
    , m_credentials(std::move(credentials))
    , m_files(workspace.files) {
    m_layers.push_back({tr("lab"), std::move(builtIn)});
    if (const auto chosen = workspace.environments.find(m_environment); chosen != workspace.environments.end())
        m_layers.push_back({tr("environment %1").arg(m_environment), chosen->second});
    m_layers.push_back({tr("workspace files"), workspace.fileVariables});
}

VariableScope VariableScope::forFile(const QString& file) const {
    const auto known = m_files.find(file);
    if (known == m_files.end() || m_layers.empty())
        return *this;
    VariableScope scope = *this;
    scope.m_layers.resize(1);                                           // the lab's
    const auto chosen = known->second.environments.find(m_environment); // the file's own are in it
    if (chosen != known->second.environments.end())
        scope.m_layers.push_back({tr("environment %1").arg(m_environment), chosen->second});
    scope.m_layers.push_back({tr("file %1").arg(file), known->second.own});
    return scope;
}

std::optional<VariableInfo> VariableScope::find(const QByteArray& name) const {
    if (name.startsWith("vault:")) {
        const auto wanted = name.mid(6).trimmed();
        const auto found = std::find_if(m_credentials.begin(), m_credentials.end(),
                                        [&wanted](const auto& credential) { return credential.name == wanted; });
        if (found == m_credentials.end())
            return std::nullopt;
        return VariableInfo{tr("secret"), tr("vault, sent only to %1").arg(hostList(*found)), true};
    }
    for (const auto& layer : m_layers) {
        if (const auto found = layer.values.find(name); found != layer.values.end())
            return VariableInfo{QString::fromUtf8(found->second), layer.origin, false};
    }
    return std::nullopt;
}

workspace::Environment VariableScope::merged() const {
    workspace::Environment all;
    for (const auto& layer : m_layers)
        all.insert(layer.values.begin(), layer.values.end());
    return all;
}

std::vector<QByteArray> VariableScope::names() const {
    std::vector<QByteArray> names;
    for (const auto& [name, value] : merged())
        names.push_back(name);
    for (const auto& credential : m_credentials)
        names.push_back("vault:" + credential.name);
    return names;
}

std::vector<QByteArray> VariableScope::unresolved(QByteArrayView text) const {
    const auto value = [this](const QByteArray& name) -> std::optional<QByteArray> {
        const auto info = find(name);
        if (!info)
            return std::nullopt;
        return info->secret ? QByteArray() : info->value.toUtf8();
    };
    return http::substitute(text, value).unresolved;
}

} // namespace knockback::ui
