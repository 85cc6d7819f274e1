// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::connectivity {

// Why an answer is no real one for `host`, a few words: a filter's stand-in, which leads to nowhere or to a page that
// says no. Empty when nothing speaks against it.
[[nodiscard]] QString sinkholeReason(const QByteArray& host, const std::vector<QByteArray>& addresses);

} // namespace knockback::connectivity
