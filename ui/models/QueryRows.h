// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/NameValueRow.h"

#include <QString>

#include <vector>

namespace knockback::ui {

// The query of a URL as table rows, and back. `{{variables}}` are kept as they are; so is the order, and a name without
// '='.
[[nodiscard]] std::vector<NameValueRow> rowsOfUrl(const QString& url);

// `url` with its query replaced by the enabled rows; path and fragment stay. Rows that the URL has already keep their
// spelling there (`+` or `%20`, `a` or `a=`); in new ones, what a URL cannot hold is percent-encoded, variables are
// not.
[[nodiscard]] QString urlWithRows(const QString& url, const std::vector<NameValueRow>& rows);

// The rows after the user edited the URL: those of the URL, with the disabled rows kept where they stood.
[[nodiscard]] std::vector<NameValueRow> mergedRows(const std::vector<NameValueRow>& shown, const QString& url);

// One row as it is written between two '&', and back (always switched on).
[[nodiscard]] QString queryPart(const NameValueRow& row);
[[nodiscard]] NameValueRow rowOfQueryPart(const QString& part);

} // namespace knockback::ui
