// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"

#include <QByteArray>

#include <optional>

// The body of an answer that was pasted, as near as can be to what the server sent.
namespace knockback::interop {

// The content of a body in chunks (RFC 9112 7.1), its line breaks CRLF or LF; nothing when it is not chunked from its
// first byte to its last.
[[nodiscard]] std::optional<QByteArray> withoutChunks(const QByteArray& body);

// Without the shell's prompt that stands behind the body in a terminal, where the fields or the text itself show that
// it does not belong there.
[[nodiscard]] QByteArray withoutPrompt(const QByteArray& body, const http::HeaderList& fields);

} // namespace knockback::interop
