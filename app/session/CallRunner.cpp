// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CallRunner.h"

#include "app/session/CallFlow.h"

#include <algorithm>

namespace knockback::session {

CallRunner::CallRunner(EngineParts& parts)
    : m_parts(parts)
    , m_pacing(parts.scheduler)
    , m_circuits(parts.scheduler, parts.journal, parts.limits) {
    m_parts.pacing = &m_pacing;
    m_parts.circuits = &m_circuits;
    m_parts.answers = &m_answers;
}

CallRunner::~CallRunner() = default;

void CallRunner::start(base::CallId call, CallSpec spec, CallEars ears) {
    auto done = [this, call, alive = std::weak_ptr(m_alive), finished = std::move(ears.finished)](CallResult result) {
        if (alive.lock())
            m_flows.erase(call);
        finished(std::move(result));
    };
    auto flow = std::make_unique<CallFlow>(m_parts, call, std::move(spec),
                                           CallEars{std::move(done), std::move(ears.answering)});
    flow->begin();
    m_flows.emplace(call, std::move(flow));
}

void CallRunner::cancel(base::CallId call) {
    if (const auto it = m_flows.find(call); it != m_flows.end())
        it->second->cancel();
}

void CallRunner::recall(base::CallId call, Recall how) {
    if (const auto it = m_flows.find(call); it != m_flows.end())
        it->second->recall(how);
}

void CallRunner::skipWait(base::CallId call) {
    if (const auto it = m_flows.find(call); it != m_flows.end())
        it->second->skipWait();
}

void CallRunner::publishPlaces() {
    auto places = std::make_shared<std::vector<PlaceInLine>>();
    m_pacing.addPlaces(*places);
    m_circuits.addPlaces(*places);
    std::sort(places->begin(), places->end(), [](const auto& a, const auto& b) { return a.call < b.call; });
    const std::lock_guard lock(m_parts.limits.mutex);
    m_parts.limits.places = std::move(places);
}

} // namespace knockback::session
