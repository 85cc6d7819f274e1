// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ExchangeDiff.h"

#include <QString>
#include <QStringList>

namespace knockback::ui {

// What the sentences call the two exchanges: "the working one", "the blocked one", "attempt 2", "the later one".
struct SideNames {
    QString left;
    QString right;
};
[[nodiscard]] SideNames sideNames(const journal::AttemptRecord& left, const journal::AttemptRecord& right);

// What differs, one sentence each. First what was asked for in another way, because that is what can be changed; then
// how it travelled; then what came back.
[[nodiscard]] QStringList summaryOf(const ExchangeDiff& diff, const SideNames& names);

} // namespace knockback::ui
