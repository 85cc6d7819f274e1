// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ManyCalls.h"

#include "app/cli/CallDesk.h"
#include "app/http/Redactor.h"

namespace knockback::cli {

namespace {

QString nameOf(const workspace::RequestDraft& draft) {
    return draft.name.isEmpty() ? QString::fromUtf8(http::Redactor().redact(draft.method + ' ' + draft.url))
                                : draft.name;
}

} // namespace

RunSummary sendAll(session::Services& services, const ManyCalls& calls) {
    struct Begun {
        QString name;
        base::SteadyTime at;
    };
    const base::Clock& clock = base::systemClock();
    const auto begun = clock.steadyNow();
    CallDesk desk(services);
    std::map<std::size_t, Begun> running;
    std::map<std::size_t, RunCall> done; // in the order in which they were started
    std::size_t next = 0;
    bool hopeless = false;
    const auto startSome = [&] {
        while (!desk.interrupted() && !hopeless && next < calls.count &&
               desk.running() < static_cast<std::size_t>(calls.concurrency)) {
            auto spec = calls.spec(next);
            running[next] = {nameOf(spec.draft), clock.steadyNow()};
            desk.start(next++, std::move(spec));
        }
    };
    startSome();
    while (auto finished = desk.next()) {
        const auto one = running.extract(finished->tag).mapped();
        const auto kept =
            done.emplace(finished->tag, RunCall{one.name, std::move(finished->result), clock.steadyNow() - one.at});
        if (calls.finished)
            calls.finished(finished->tag, kept.first->second);
        hopeless |= calls.isHopeless && calls.isHopeless(kept.first->second);
        startSome();
    }
    RunSummary summary;
    summary.wall = clock.steadyNow() - begun;
    for (auto& [index, call] : done)
        summary.calls.push_back(std::move(call));
    return summary;
}

} // namespace knockback::cli
