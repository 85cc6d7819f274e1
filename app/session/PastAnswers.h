// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"
#include "app/session/RequestName.h"

#include <functional>
#include <optional>

namespace knockback::session {

// Good answers of earlier sessions. Engine thread.
class PastAnswers {
public:
    struct Answer {
        http::Body body; // as it came: one in which a secret had to be hidden is not kept for this
        base::WallTime at;
    };
    virtual ~PastAnswers() = default;

    // The newest good answer to the request of that name, by the same host, that came at `notBefore` or later. `found`
    // is called once, later, on the engine thread; with nothing when there is none or it cannot be read.
    virtual void find(const RequestName& request, base::WallTime notBefore,
                      std::function<void(std::optional<Answer>)> found) = 0;
};

} // namespace knockback::session
