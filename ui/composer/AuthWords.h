// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"
#include "app/workspace/AuthDraft.h"

#include <QString>

#include <vector>

namespace knockback::ui {

// What will be sent, and where to, in a sentence or two. `inherited` is the file's default.
[[nodiscard]] QString authSentence(const workspace::AuthDraft& auth, const workspace::AuthDraft& inherited,
                                   const std::vector<vault::Credential>& credentials);

// The few words beside the tab's name: a credential's name, "Basic"; empty = nothing is added.
[[nodiscard]] QString authMark(const workspace::AuthDraft& auth, const workspace::AuthDraft& inherited);

} // namespace knockback::ui
