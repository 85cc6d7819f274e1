// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/diagnosis/Diagnosis.h"

#include <QByteArray>

#include <vector>

namespace knockback::history {

class Connection;

// A stretch of time in slots of one length: [from, from + slots * slot).
struct SlotSpan {
    base::WallTime from{};
    base::Milliseconds slot{};
    int slots = 0;

    [[nodiscard]] base::WallTime start(int index) const { return from + index * slot; }
    [[nodiscard]] base::WallTime to() const { return start(slots); }
    bool operator==(const SlotSpan&) const = default;
};

// How many attempts at one host in one slot ended with one cause; None and ClientError are counted too.
struct BlockCount {
    int slot = 0;
    diagnosis::Cause cause = diagnosis::Cause::None;
    QByteArray host;
    qint64 count = 0;
    base::WallTime last{}; // the newest of them started then
};

// What started in `span`, in the order of the slots.
[[nodiscard]] std::vector<BlockCount> countBlocks(Connection& connection, const SlotSpan& span);

} // namespace knockback::history
