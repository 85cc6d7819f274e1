// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"
#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"

namespace knockback::workspace {

// "# @knockback.<key>" lines start with this.
inline constexpr QByteArrayView ownPrefix = "knockback.";

// "METHOD URL HTTP/1.1" taken apart. `version` is empty when there is none.
struct RequestLineParts {
    QByteArray method;
    QByteArray url;
    QByteArray version;
};
[[nodiscard]] RequestLineParts parseRequestLine(const QByteArray& text);

// A header line, or a disabled one.
[[nodiscard]] std::optional<HeaderRow> parseHeaderRow(const HttpLine& line);

[[nodiscard]] QString readName(const HttpBlock& block);
void readVariables(const HttpBlock& block, Environment& into);
// The policy that the block's settings are written against: the preset of its `policy` line, or the default.
[[nodiscard]] base::Result<retry::RetryPolicy, QString> basePolicy(const HttpBlock& block);
// The block must have a request.
[[nodiscard]] base::Result<RequestDraft, FileError> readDraft(const HttpBlock& block);

// Line ends spelled out ("\n", "\r\n"), and back.
[[nodiscard]] QByteArray escapeLineEnds(QByteArrayView lineEnds);
[[nodiscard]] QByteArray unescapeLineEnds(QByteArrayView text);

} // namespace knockback::workspace
