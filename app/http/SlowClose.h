// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::http {

// Closes `file` on a thread of its own, one after the other: the last descriptor of a large file that has no name takes
// the file with it, which can last tens of milliseconds. Any thread; returns at once.
void closeElsewhere(int file);

} // namespace knockback::http
