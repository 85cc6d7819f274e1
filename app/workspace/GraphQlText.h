// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::workspace {

// Where the variables of "query, empty line, variables" begin, and where the query ends; both are the text's size when
// there are none. The variables are the first JSON object after an empty line outside the query's own braces.
struct GraphQlSplit {
    qsizetype queryEnd = 0;
    qsizetype variables = 0;
};
[[nodiscard]] GraphQlSplit splitGraphQl(const QByteArray& text);

} // namespace knockback::workspace
