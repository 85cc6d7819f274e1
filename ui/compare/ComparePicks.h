// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <vector>

namespace knockback::ui {

// Something that an exchange can be compared with, and why it is offered.
struct ComparePick {
    enum Why { LastWorking, PreviousAttempt, SameRequest };
    Why why = SameRequest;
    journal::AttemptPtr attempt;
};

// What this session has to offer: the newest working answer of the same request, the attempt before, then the others of
// that request, newest first. Without a name a request is the same when method, host and path are.
[[nodiscard]] std::vector<ComparePick> comparePicks(const std::vector<journal::Event>& events,
                                                    const journal::AttemptRecord& shown, std::size_t most = 30);

// An answer as it should be: 2xx or 3xx, and nobody turned the request away.
[[nodiscard]] bool isWorking(const journal::AttemptRecord& record);

} // namespace knockback::ui
