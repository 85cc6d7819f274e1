// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"
#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"

#include <optional>
#include <vector>

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
// "HTTP/1.1", "HTTP/2"; whatever else is written leaves the choice to the connection.
[[nodiscard]] http::HttpVersionChoice versionChoice(const QByteArray& version);
[[nodiscard]] QByteArray versionText(http::HttpVersionChoice choice);

// A header line, or a disabled one.
[[nodiscard]] std::optional<HeaderRow> parseHeaderRow(const HttpLine& line);

[[nodiscard]] QString readName(const HttpBlock& block);
void readVariables(const HttpBlock& block, Environment& into);
// The policy that the block's settings are written against: the preset of its `policy` line, or the default.
[[nodiscard]] base::Result<retry::RetryPolicy, QString> basePolicy(const HttpBlock& block);
// The block must have a request.
[[nodiscard]] base::Result<RequestDraft, FileError> readDraft(const HttpBlock& block);
// What this version does not know and leaves as it is: settings of another version.
[[nodiscard]] std::vector<FileError> readNotes(const HttpBlock& block);

// Every header row of the block, one that is the Auth tab among them.
[[nodiscard]] std::vector<HeaderRow> readRows(const HttpBlock& block);
// Whether a `# @knockback.auth` or `.credential` line says how to sign in; then Authorization rows are plain rows.
[[nodiscard]] bool hasAuthSetting(const HttpBlock& block);
// The row that is the Auth tab: the only enabled Authorization row, in one of the forms of AuthText.h.
[[nodiscard]] std::optional<std::size_t> authRow(const std::vector<HeaderRow>& rows);

// Line ends spelled out ("\n", "\r\n"), and back.
[[nodiscard]] QByteArray escapeLineEnds(QByteArrayView lineEnds);
[[nodiscard]] QByteArray unescapeLineEnds(QByteArrayView text);

} // namespace knockback::workspace
