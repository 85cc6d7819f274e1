// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::workspace {

// What is wrong with a file of the workspace, and where.
struct FileError {
    QString file;
    int line = 0; // from 1; 0 = the file as a whole
    QString text; // what is wrong and what to do: a sentence without its place

    // "requests.http:12: …" for people.
    [[nodiscard]] QString sentence() const;
};

} // namespace knockback::workspace
