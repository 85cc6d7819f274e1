// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QByteArray>

#include <optional>

// The Content-Type of a draft (RFC 9110 8.3).
namespace knockback::workspace {

// The place of the first Content-Type row that is switched on.
[[nodiscard]] std::optional<std::size_t> contentTypeRow(const RequestDraft& draft);
// Its value, or nothing.
[[nodiscard]] std::optional<QByteArray> contentTypeValue(const RequestDraft& draft);
// Changes that row, adds one, or (empty) removes it.
void setContentType(RequestDraft& draft, const QByteArray& value);

// "application/json" of "Application/JSON; charset=utf-8".
[[nodiscard]] QByteArray mediaType(const QByteArray& contentType);
// The value of a parameter, without its quotes; empty = none.
[[nodiscard]] QByteArray mediaParameter(const QByteArray& contentType, QByteArrayView name);
[[nodiscard]] QByteArray withMediaParameter(const QByteArray& contentType, const QByteArray& name,
                                            const QByteArray& value);

[[nodiscard]] bool isJsonType(const QByteArray& mediaType);
[[nodiscard]] bool isXmlType(const QByteArray& mediaType);
// By a file's name; "application/octet-stream" when its end says nothing.
[[nodiscard]] QByteArray mediaTypeOfFile(const QByteArray& path);

} // namespace knockback::workspace
