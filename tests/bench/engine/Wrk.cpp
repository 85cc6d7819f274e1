// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/engine/Contestant.h"
#include "tests/bench/support/Usage.h"

namespace knockback::bench {

namespace {

class Wrk final : public Contestant {
public:
    RunResult run(const QByteArray& url, int concurrency, double) override {
        // It knows whole seconds only.
        const QByteArray text = outputOf({"wrk", "-t1", "-c" + QByteArray::number(concurrency), "-d1s", url});
        const auto at = text.indexOf("Requests/sec:");
        if (at < 0)
            qFatal("wrk is needed, and said: %s", text.constData());
        const auto end = text.indexOf('\n', at);
        RunResult result;
        result.seconds = 1;
        result.requests = static_cast<std::size_t>(text.mid(at + 13, end - at - 13).trimmed().toDouble());
        return result;
    }
};

} // namespace

std::unique_ptr<Contestant> makeWrk() {
    return std::make_unique<Wrk>();
}

} // namespace knockback::bench
