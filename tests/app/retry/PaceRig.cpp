// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/retry/PaceRig.h"

namespace knockback::retry {

base::Nanoseconds PaceRig::run(int count, base::Nanoseconds bound) {
    m_count = count;
    m_from = now();
    if (foreignEvery > 0ns)
        later(foreignEvery, [this] { meddle(); });
    startCalls();
    while (done < count && now() - m_from < bound && scheduler.waiting() > 0)
        scheduler.advance(1ms);
    return now() - m_from;
}

void PaceRig::meddle() {
    for (auto& limit : limits)
        static_cast<void>(limit.limiter->take(now(), "client"));
    later(foreignEvery, [this] { meddle(); });
}

void PaceRig::startCalls() {
    while (m_started < m_count && m_running < concurrency) {
        ++m_running;
        join(m_started++);
    }
    release();
}

void PaceRig::join(int call) {
    const auto ticket = pacer.enqueue(lane, path(call), static_cast<std::uint64_t>(call) + 1, mode);
    m_waiting[{ticket.slot, ticket.turn}] = call;
}

void PaceRig::release() {
    while (const auto ticket = pacer.takeNext(lane, now())) {
        const auto waiting = m_waiting.find({ticket->slot, ticket->turn});
        const int call = waiting->second;
        m_waiting.erase(waiting);
        send(call, *ticket);
    }
    m_timer.cancel();
    if (const auto at = pacer.opensAt(lane, now()))
        m_timer = scheduler.at(*at, [this] { release(); });
}

void PaceRig::send(int call, PaceTicket ticket) {
    ++sent;
    atOnce = std::max(atOnce, ++m_onWire);
    sentAt.push_back(now() - m_from);
    later(latency(), [this, call, ticket] {
        auto reply = serve();
        later(reply.service, [this, call, ticket, reply] {
            m_inService -= reply.blocked ? 0 : 1;
            later(latency(), [this, call, ticket, reply] { receive(call, ticket, reply); });
        });
    });
}

PaceRig::Reply PaceRig::serve() {
    Reply reply;
    reply.blocked = m_inService >= serverConcurrency;
    std::uint64_t bucket = 0;
    for (auto& limit : limits) {
        const auto verdict = limit.limiter->take(now(), "client");
        reply.blocked = reply.blocked || !verdict.allowed;
        if (!verdict.allowed && saysRetryAfter)
            reply.retryAfter = std::max(reply.retryAfter.value_or(0s),
                                        base::Nanoseconds(std::chrono::ceil<base::Seconds>(verdict.retryAfter)));
        if (limit.delayEach > 0ns)
            reply.service += std::max<base::Nanoseconds>(verdict.resetAfter - limit.delayEach, 0ns);
        if (!limit.announced)
            continue;
        PaceReading reading;
        reading.bucket = ++bucket;
        reading.limit = double(verdict.limit);
        reading.remaining = double(verdict.remaining);
        if (limit.window > 0ns)
            reading.window = limit.window;
        if (limit.reset == RigLimit::Reset::RoundedUp)
            reading.reset = std::chrono::ceil<base::Seconds>(verdict.resetAfter);
        else if (limit.reset == RigLimit::Reset::RoundedDown)
            reading.reset = std::chrono::floor<base::Seconds>(verdict.resetAfter);
        else if (limit.reset == RigLimit::Reset::Exact)
            reading.reset = verdict.resetAfter;
        else if (limit.reset == RigLimit::Reset::NextToken)
            reading.reset = 1s;
        else if (limit.reset == RigLimit::Reset::ByClock) {
            const auto time = now().time_since_epoch() + clockPhase;
            reading.reset = std::chrono::ceil<base::Seconds>(time + verdict.resetAfter) -
                            std::chrono::floor<base::Seconds>(time); // less its Date
            reading.window.reset();
            reading.byClock = true;
        }
        reply.readings.push_back(reading);
    }
    reply.service = reply.blocked ? 1ms : reply.service + service;
    m_inService += reply.blocked ? 0 : 1;
    return reply;
}

void PaceRig::receive(int call, PaceTicket ticket, const Reply& reply) {
    --m_onWire;
    PaceAnswer answer{true, reply.blocked, reply.retryAfter, reply.readings};
    if (m_connections < concurrency) {
        ++m_connections;
        answer.roundTrip = latency() + latency();
    }
    pacer.answered(ticket, answer, now());
    if (reply.blocked) {
        ++blocked;
        mostBlocksOfACall = std::max(mostBlocksOfACall, ++m_blocksOf[call]);
        blockedAt.push_back(now() - m_from);
        later(reply.retryAfter.value_or(backoff), [this, call] {
            join(call);
            release();
        });
    } else {
        ++done;
        --m_running;
        finishedOrder.push_back(call);
        startCalls();
    }
    release();
}

base::Nanoseconds PaceRig::latency() {
    const double spread = double((latencyMost - latencyLeast).count());
    return latencyLeast + base::Nanoseconds(static_cast<long long>(random.uniform() * spread));
}

void PaceRig::later(base::Nanoseconds delay, std::function<void()> act) {
    m_timers.push_back(scheduler.after(delay, std::move(act)));
}

} // namespace knockback::retry
