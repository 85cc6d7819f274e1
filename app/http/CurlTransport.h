// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/http/Transport.h"

namespace knockback::http {

struct CurlEngine;

// The Transport on libcurl: one per engine loop, on whose thread it lives. Destroying it drops what is in flight,
// silently; that may happen in `finished`, but not inside AttemptProgress.
class CurlTransport final : public Transport {
public:
    explicit CurlTransport(base::EpollLoop& loop);
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    [[nodiscard]] std::unique_ptr<PendingAttempt> send(const Request& request, std::function<void(Attempt)> finished,
                                                       AttemptProgress progress = {}) override;

private:
    std::unique_ptr<CurlEngine> m_engine;
};

} // namespace knockback::http
