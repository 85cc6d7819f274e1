// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/Theme.h"

#include <QString>
#include <QTextCharFormat>

#include <optional>
#include <vector>

namespace knockback::ui {

enum class VariableState { Known, Vault, Unknown };

// One {{variable}} in a text, in UTF-16 positions.
struct VariableMark {
    int start = 0; // of the opening braces
    int length = 0;
    QByteArray name;
    VariableState state = VariableState::Unknown;
};

[[nodiscard]] std::vector<VariableMark> variableMarks(const QString& text, const VariableScope& scope);

// Known: the accent. Vault: the credential's blue. Unknown: the danger colour, underlined as a misspelling is.
[[nodiscard]] QTextCharFormat formatOf(VariableState state, const Theme& theme);

// What resting the pointer on the character at `position` says: the value and where it comes from. Empty when there is
// no variable.
[[nodiscard]] QString variableTip(const QString& text, int position, const VariableScope& scope);
// One line for each variable of the text.
[[nodiscard]] QString variableTips(const QString& text, const VariableScope& scope);

} // namespace knockback::ui
