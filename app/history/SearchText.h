// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace knockback::history {

// What people type, as an FTS5 query: every word must be there, and the last one may go on ("github iss" finds
// github.com/issues); only the last, because every beginning costs a walk through all rows that have it.
// Words are cut as the index cuts them, so that no character of the text means anything to FTS5. Empty = no word in it.
[[nodiscard]] QByteArray ftsQuery(const QString& typed);

} // namespace knockback::history
