// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace knockback::ui {

// `path` as it is written in a .http file of `folder`: relative, so that the folder can move, unless the way there goes
// far up or there is no folder yet.
[[nodiscard]] QString pathInFile(const QString& folder, const QString& path);

// What stands at a path of a .http file. Looks at the disk.
struct FileFacts {
    bool known = true; // false: the path holds {{variables}}, so nobody knows yet
    bool exists = false;
    qint64 size = 0; // bytes
};
[[nodiscard]] FileFacts fileFacts(const QString& folder, const QString& path);

// "4.1 KB", "missing: there is no such file", "depends on {{variables}}"; empty for an empty path.
[[nodiscard]] QString fileWords(const QString& folder, const QString& path);

// 1,234 bytes as "1.2 KB" (SI).
[[nodiscard]] QString sizeWords(qint64 bytes);

} // namespace knockback::ui
