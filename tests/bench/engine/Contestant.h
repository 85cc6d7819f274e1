// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/support/Samples.h"

#include <QByteArray>

#include <memory>

namespace knockback::bench {

// What one run of one client gave.
struct RunResult {
    std::size_t requests = 0;
    double seconds = 0;
    double cpu = 0;  // seconds of this process
    Samples latency; // µs, as the caller sees it; empty when unknown
};

// Fetches one URL again and again over `concurrency` kept connections, for about `seconds`.
class Contestant {
public:
    virtual ~Contestant() = default;
    virtual RunResult run(const QByteArray& url, int concurrency, double seconds) = 0;
};

[[nodiscard]] std::unique_ptr<Contestant> makeWrk();
// libcurl's easy interface on this thread; one request at a time, whatever is asked.
[[nodiscard]] std::unique_ptr<Contestant> makeBlockingCurl();
[[nodiscard]] std::unique_ptr<Contestant> makeQnam();
// CurlTransport with its whole wire trace, on an EpollLoop in a thread of its own. `handOver`: every request comes from
// this thread and every result goes back to it, as the window does it; otherwise both stay on the engine's thread.
[[nodiscard]] std::unique_ptr<Contestant> makeTransport(bool handOver);
// Services, as the program uses it: all of the above, and the call runner with quota, diagnosis, redaction, journal.
[[nodiscard]] std::unique_ptr<Contestant> makePipeline(bool history);

} // namespace knockback::bench
