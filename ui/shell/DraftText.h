// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <optional>

namespace knockback::ui {

// A draft as the .http text that it would be saved as, and back; nothing when a .http file cannot hold it (yet): no
// URL, a value without a name.
[[nodiscard]] std::optional<QByteArray> draftText(const workspace::RequestDraft& draft);
[[nodiscard]] std::optional<workspace::RequestDraft> draftOf(const QByteArray& httpText);

// For reading: the same, and something like it for every other draft.
[[nodiscard]] QByteArray readableText(const workspace::RequestDraft& draft);

} // namespace knockback::ui
