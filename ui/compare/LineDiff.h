// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/CompareRow.h"

#include <QByteArray>

namespace knockback::ui {

// Two texts line by line. Lines that took another's place stand beside it, with the changed words marked.
[[nodiscard]] std::vector<CompareRow> diffLines(const QByteArray& left, const QByteArray& right);

// A line that both sides have, with what differs marked word by word; Same when nothing does.
[[nodiscard]] CompareRow diffLine(const QString& left, const QString& right);

} // namespace knockback::ui
