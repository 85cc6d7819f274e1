// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/connectivity/Prober.h"

namespace knockback::connectivity {

// getaddrinfo() on a thread of its own: it blocks, and nothing can end it early. When the handle is gone the thread
// finishes unheard.
class SystemLookup final : public Pending {
public:
    SystemLookup(base::EpollLoop& loop, const QByteArray& host, base::Milliseconds bound,
                 std::function<void(NameAnswer)> done);
    ~SystemLookup() override;

private:
    struct Box;
    void finish(NameAnswer answer);

    base::EpollLoop& m_loop;
    const base::SteadyTime m_startedAt;
    std::function<void(NameAnswer)> m_done;
    std::shared_ptr<Box> m_box;
    base::TimerHandle m_limit;
};

} // namespace knockback::connectivity
