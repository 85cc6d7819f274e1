// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace knockback::workspace {

// What a line of a .http file is, as JetBrains' HTTP client, VS Code's REST Client and Visual Studio read it.
enum class LineKind {
    Blank,
    Separator,      // "### Name"
    Comment,        // "# …" or "// …"
    Setting,        // "# @key value"
    Variable,       // "@key = value"
    RequestLine,    // "GET https://… HTTP/1.1"
    Continuation,   // of the URL: indented, or from '?' or '&' on
    Header,         // "Name: value"
    DisabledHeader, // "# Name: value" among the headers
    Body,
    Script // pre-request scripts, response handlers and response redirections: kept, not run
};

// One line with its own line end, so that writing back what was read is exact.
struct HttpLine {
    LineKind kind = LineKind::Blank;
    QByteArray raw;

    // Without line end (and without the byte-order mark of a first line).
    [[nodiscard]] QByteArray text() const;
};

// The lines of one request: from its ### (or the start of the file) up to the next.
struct HttpBlock {
    std::vector<HttpLine> lines;
    int firstLine = 1; // of the file

    [[nodiscard]] std::optional<std::size_t> find(LineKind kind) const;
    [[nodiscard]] bool hasRequest() const { return find(LineKind::RequestLine).has_value(); }
    [[nodiscard]] QByteArray bytes() const;
};

// Never fails: every text is some .http file. Joining the blocks' bytes gives `file` back.
[[nodiscard]] std::vector<HttpBlock> splitBlocks(const QByteArray& file);

// A "# @key value" line. `value` is trimmed; `rawValue` is all that follows one separator.
struct SettingLine {
    QByteArray key;
    QByteArray value;
    QByteArray rawValue;
};
[[nodiscard]] std::optional<SettingLine> parseSetting(const QByteArray& text);

// The text after the marks of "# comment", "// comment"; nothing when it is no comment.
[[nodiscard]] std::optional<QByteArray> commentText(const QByteArray& text);

// Whether this line can stand in a body without being read as something else.
[[nodiscard]] bool fitsBody(const QByteArray& text);

} // namespace knockback::workspace
