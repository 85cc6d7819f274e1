// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::workspace {

// A `< ./path` line: the file's bytes as they are; `<@ ./path`: with {{variables}} filled.
struct BodyInclude {
    QByteArray path; // empty = not chosen yet
    bool variables = false;
};
// `<root>`, `</root>` and indented lines are XML: a space must follow the sign at the line's start.
[[nodiscard]] std::optional<BodyInclude> parseInclude(const QByteArray& line);

// Where an included path points to.
[[nodiscard]] QString includedPath(const QByteArray& path, const QString& folder);

// Why the file of a body cannot be read, in one sentence; empty when it can.
[[nodiscard]] QString problemWithFile(const QString& path);

} // namespace knockback::workspace
