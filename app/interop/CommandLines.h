// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>
#include <vector>

namespace knockback::interop {

// One command as its program gets it: the words without their quotes. Environment variables that the shell would fill
// in are {{NAME}}.
struct CommandLine {
    QByteArrayList words;
    std::optional<QByteArray> input; // what a here-document puts on its standard input
};

enum class ShellKind { Posix, Cmd, PowerShell };

// By the sign that a line goes on: "^" for Windows' cmd, "`" for PowerShell, "\" or none for sh and bash.
[[nodiscard]] ShellKind shellOf(const QByteArray& text);

// The commands of a script, one after the other and through pipes; comments and prompts left out. Never fails: what is
// not closed ends with the text.
[[nodiscard]] std::vector<CommandLine> commandLines(const QByteArray& text);

// POSIX.1 2.2 quoting, bash's $'…', here-documents.
[[nodiscard]] std::vector<CommandLine> posixCommands(const QByteArray& text);
// cmd's carets, then the C runtime's quotes and backslashes.
[[nodiscard]] std::vector<CommandLine> cmdCommands(const QByteArray& text);
[[nodiscard]] std::vector<CommandLine> powerShellCommands(const QByteArray& text);

} // namespace knockback::interop
