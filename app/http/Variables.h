// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace knockback::http {

// One `{{name}}` in a text. `vault:x` names are credentials.
struct VariableSpan {
    qsizetype start = 0; // of the opening braces, in bytes
    qsizetype length = 0;
    QByteArray name; // trimmed

    [[nodiscard]] bool isVault() const { return name.startsWith("vault:"); }
    [[nodiscard]] QByteArray vaultName() const { return name.mid(6).trimmed(); }
};

// The variables of a text in order. `{{` without `}}` on the same line is plain text.
[[nodiscard]] std::vector<VariableSpan> findVariables(QByteArrayView text);

// The value of a variable, or nothing when it is not known.
using VariableLookup = std::function<std::optional<QByteArray>(const QByteArray& name)>;

struct Substitution {
    QByteArray text;
    std::vector<QByteArray> unresolved; // names, each once; they stay in the text as they were
};

// Replaces every variable; values may hold variables themselves, up to 16 deep (a cycle stays unresolved).
[[nodiscard]] Substitution substitute(QByteArrayView text, const VariableLookup& lookup);

} // namespace knockback::http
