// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace knockback::ui {

// One segment of a URL's path that is a parameter. The URL holds its value, so that every program that reads the .http
// file can send it; a name is kept beside it (RequestDraft::pathNames).
struct PathRow {
    int segment = 0; // of the path, from 0
    QString name;    // for a segment without one: what stands before it
    QString value;   // decoded; empty = the URL still has the placeholder `:name` or `{name}`
    bool named = false;
    bool operator==(const PathRow&) const = default;
};

// The segments with a name in `names` ("/users/:id"), those written `:name` or `{name}` in the URL itself, and those
// that look like values: numbers, UUIDs, a {{variable}}. `names` may be of an earlier path: a name stays with its
// segment as long as what stands before it, or after it, is still recognisable.
[[nodiscard]] std::vector<PathRow> pathRows(const QString& url, const QString& names);

// The URL with that segment's value changed; empty puts the placeholder back when the segment has a name. What a
// segment cannot hold is percent-encoded, {{variables}} are not.
[[nodiscard]] QString urlWithSegment(const QString& url, const PathRow& row, const QString& value);

// The path with the names of `rows` in the place of those segments; empty when none has a name.
[[nodiscard]] QString pathTemplate(const QString& url, const std::vector<PathRow>& rows);
// The same, but empty when the URL's own placeholders say it all: what has to be kept beside the URL.
[[nodiscard]] QString pathNames(const QString& url, const std::vector<PathRow>& rows);

// Names of placeholders that have no value yet.
[[nodiscard]] std::vector<QString> unfilledSegments(const QString& url);

// Whether `name` can stand in `:name`.
[[nodiscard]] bool isPathName(QStringView name);

} // namespace knockback::ui
