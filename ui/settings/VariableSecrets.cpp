// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/VariableSecrets.h"

#include "app/http/SensitiveNames.h"
#include "app/vault/SecretImport.h"
#include "app/vault/SecretShape.h"

namespace knockback::ui {

namespace {

constexpr qsizetype shortest = 8; // what is shorter is still being typed

QByteArray nameFor(const QByteArray& variable) {
    QByteArray name;
    for (const char c : variable.toLower())
        name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ? c : '-';
    return name.isEmpty() ? QByteArray("secret") : name;
}

} // namespace

std::optional<vault::Credential> secretIn(const workspace::EnvironmentRow& row,
                                          const std::vector<vault::Credential>& taken) {
    if (row.value.size() < shortest || row.value.contains("{{"))
        return std::nullopt;
    const auto shape = vault::knownShape(row.value);
    const bool named = http::isSensitiveMember(row.name) && !row.value.contains("://");
    if (!shape && !named)
        return std::nullopt;
    std::vector<QByteArray> names;
    for (const auto& credential : taken)
        names.push_back(credential.name);
    vault::Credential credential;
    credential.name = vault::freeName(shape ? shape->name : nameFor(row.name), names);
    if (shape)
        credential.hosts = shape->hosts;
    return credential;
}

} // namespace knockback::ui
