// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::interop {

struct PastedCommand {
    QByteArray url; // empty when the command does not show it
    QByteArray method;
};

// The command whose output follows, as a terminal shows it: "$ curl -i https://…", "user@host:~$ http -v POST …", a
// bare "curl -v …". Inside an answer's body only a prompt in front makes it one.
[[nodiscard]] std::optional<PastedCommand> commandIn(QByteArrayView line, bool insideBody = false);

} // namespace knockback::interop
