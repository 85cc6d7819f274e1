// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace knockback::vault {

// From the outermost: names of members and places in lists ("values", "0", "key").
using JsonPath = std::vector<QByteArray>;

// Walks through JSON and hands out its strings; a library's document would keep copies of them that nobody wipes. False
// when the text is not JSON, or is deeper than anyone writes; what was handed out until then stands.
enum class JsonLeaves { Strings, StringsAndNumbers }; // numbers as they are written
[[nodiscard]] bool walkJsonStrings(QByteArrayView text,
                                   const std::function<void(const JsonPath& path, base::Secret value)>& take,
                                   JsonLeaves leaves = JsonLeaves::Strings);

} // namespace knockback::vault
