// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <functional>
#include <memory>

namespace knockback::http {

// What can be seen of an attempt before it is over. Called on the engine thread.
struct AttemptProgress {
    std::function<void(const ResponseHead&)> headReceived = {};
    // The growing body, handed over once; readers poll its size.
    std::function<void(Body)> bodyStarted = {};
};

// An attempt in flight. Destroying it cancels at once and silently; cancel() ends it with FailureKind::Cancelled.
class PendingAttempt {
public:
    virtual ~PendingAttempt() = default;
    virtual void cancel() = 0;
};

// Sends one request once. Never resends, follows, decodes or adds on its own; what it must add (Host, Content-Length)
// is in Attempt::request. Engine thread only.
class Transport {
public:
    virtual ~Transport() = default;

    // `finished` is called exactly once, later, never from inside send(), unless the handle is destroyed first.
    [[nodiscard]] virtual std::unique_ptr<PendingAttempt>
    send(const Request& request, std::function<void(Attempt)> finished, AttemptProgress progress = {}) = 0;
};

} // namespace knockback::http
