// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::ui {

// Lays JSON out with two spaces a level, in one pass, changing nothing but white space: numbers, key order and
// duplicate keys stay as they came. Nothing when the brackets or quotes do not match. `{{variables}}` outside strings
// are kept whole.
[[nodiscard]] std::optional<QByteArray> layOutJson(QByteArrayView json);

} // namespace knockback::ui
