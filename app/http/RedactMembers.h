// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides the values of sensitive members ("access_token": "…") in JSON and in whatever else writes names and values like
// that, also when the text is cut off, is a stream of such objects, or holds JSON as a string of JSON
// (\"password\":\"…\"). Strings, numbers and lists of them are hidden; JSON stays JSON. Names of sensitive header
// fields count as well. So do strings behind a name without quotes (password: "…", as in GraphQL and YAML).
[[nodiscard]] QByteArray redactMembers(const QByteArray& text, RedactionRun& run, const QString& place);

} // namespace knockback::http
