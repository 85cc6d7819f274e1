// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"
#include "app/http/RedactionRun.h"

namespace knockback::http {

// One field's value: credentials keep their scheme, cookies their names and attributes, addresses all but their
// secrets.
[[nodiscard]] QByteArray redactFieldValue(QByteArrayView name, const QByteArray& value, RedactionRun& run,
                                          const QString& place);

[[nodiscard]] HeaderList redactHeaders(const HeaderList& headers, RedactionRun& run);

// The bytes of a message head: the start line and every field line, also folded ones. Line ends stay as they are.
[[nodiscard]] QByteArray redactHead(const QByteArray& head, RedactionRun& run);

} // namespace knockback::http
