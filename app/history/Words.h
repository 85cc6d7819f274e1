// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <QByteArray>

#include <optional>

namespace knockback::history {

// The words of the file for what the journal has an enum for, and back; unknown words are nothing.
[[nodiscard]] QByteArray waitEndName(journal::WaitEnd how);
[[nodiscard]] std::optional<journal::WaitEnd> waitEndOf(const QByteArray& name);
[[nodiscard]] std::optional<journal::WaitReason> waitReasonOf(const QByteArray& name);
[[nodiscard]] std::optional<journal::CallOutcome> outcomeOf(const QByteArray& name);
[[nodiscard]] QByteArray circuitStateName(journal::CircuitState state);
[[nodiscard]] std::optional<journal::CircuitState> circuitStateOf(const QByteArray& name);

} // namespace knockback::history
