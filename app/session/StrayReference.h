// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace knockback::session {

// What a text holds that was meant to stand for a secret and would be sent as it stands: {{Vault:x}}, {{vault:}}, a
// {{vault: that is not closed, one whose braces are percent-encoded, the ‹hidden 1f9c› of a record. A sentence; empty =
// nothing. `place` is where the text is ("header X-Key").
[[nodiscard]] QString strayReference(const QByteArray& text, const QString& place);

} // namespace knockback::session
