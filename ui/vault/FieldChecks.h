// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/vault/FieldForm.h"

namespace knockback::ui {

// Any text but none; `sentence` asks for it.
[[nodiscard]] FieldForm::Check required(const QString& sentence);
// Either nothing, or what `check` is content with.
[[nodiscard]] FieldForm::Check orNothing(FieldForm::Check check);

[[nodiscard]] QString problemWithName(const QString& name);
[[nodiscard]] QString problemWithHosts(const QString& hosts);
// Where secrets are sent to get tokens: https, or this machine.
[[nodiscard]] QString problemWithEndpointText(const QString& url);
// RFC 9110 5.1, also of cookies and query parameters.
[[nodiscard]] QString problemWithToken(const QString& name);
[[nodiscard]] QString problemWithRedirect(const QString& url);
[[nodiscard]] QString problemWithDays(const QString& days);

} // namespace knockback::ui
