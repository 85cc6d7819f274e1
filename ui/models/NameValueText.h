// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/NameValueRow.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace knockback::ui {

// Rows as text for editing many at once: one `name: value` a line, `# ` in front of those that are switched off. What a
// line cannot hold is written with a backslash (\n, \r, \s for a space at an end, \: and \# in names, \\).
[[nodiscard]] QString textOfRows(const std::vector<NameValueRow>& rows);

// Every text is some rows: blank lines are skipped, a line without a colon is cut at its first '=' or is all name.
[[nodiscard]] std::vector<NameValueRow> rowsOfText(QStringView text);

} // namespace knockback::ui
