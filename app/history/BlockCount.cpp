// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/BlockCount.h"

#include "app/history/Statement.h"

namespace knockback::history {

std::vector<BlockCount> countBlocks(Connection& connection, const SlotSpan& span) {
    std::vector<BlockCount> counts;
    if (span.slots <= 0 || span.slot <= base::Milliseconds(0))
        return counts;
    Statement statement(connection, "SELECT (started_ms - ?) / ? AS slot, cause, host, count(*), max(started_ms) "
                                    "FROM attempt WHERE started_ms >= ? AND started_ms < ? "
                                    "GROUP BY slot, cause, host ORDER BY slot, cause, host");
    statement.bind(base::toEpochMs(span.from)).bind(qint64{span.slot.count()});
    statement.bind(base::toEpochMs(span.from)).bind(base::toEpochMs(span.to()));
    while (statement.step())
        if (const auto cause = diagnosis::causeFromName(statement.bytes(1)))
            counts.push_back({static_cast<int>(statement.integer(0)), *cause, statement.bytes(2), statement.integer(3),
                              base::fromEpochMs(statement.integer(4))});
    return counts;
}

} // namespace knockback::history
