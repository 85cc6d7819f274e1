// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/QuotaTracker.h"
#include "app/retry/PaceLane.h"

#include <memory>
#include <unordered_map>

namespace knockback::retry {

// Says which request may go out when, so that announced quota is spent exactly and nobody is blocked: one gate per
// bucket, one fair queue in front of it (lower order first), shared by all calls. Where nothing is known, the first
// request goes ahead alone and the others wait a bounded time for its answer; where nothing is announced, the rate is
// learned. At a reset only as many leave as the new window holds.
//
// The caller's loop, for every lane: after enqueue(), answered(), leave() and when the time that opensAt() gave has
// come, call takeNext() until it returns nothing, send what it returned, and ask opensAt() again.
//
// Engine thread. Knows no clock; times that are passed in do not go back. A decision allocates nothing: memory grows
// with new lanes and routes, and with the most calls there ever were at once.
class Pacer {
public:
    using Lane = std::uint32_t;

    // What shares quota: provider and credential. The number holds while a ticket of it is open; of thousands, those
    // that nobody uses are forgotten.
    [[nodiscard]] Lane lane(const ratelimit::RouteKey& route);

    // Takes a place in the queue. `path` is the request's paceRoute(); `order` says who goes first and is kept by a
    // call that comes back after a block.
    [[nodiscard]] PaceTicket enqueue(Lane lane, const QByteArray& path, std::uint64_t order, PaceMode mode);
    // The next one that may go now: it counts as on the wire from here on, until answered().
    [[nodiscard]] std::optional<PaceTicket> takeNext(Lane lane, base::SteadyTime now);
    // When takeNext() is worth asking again; nothing when only an answer helps, or nobody waits.
    [[nodiscard]] std::optional<base::SteadyTime> opensAt(Lane lane, base::SteadyTime now) const;

    // It goes out of turn, because someone insists.
    void push(PaceTicket ticket, base::SteadyTime now);
    // Its answer is here.
    void answered(PaceTicket ticket, const PaceAnswer& answer, base::SteadyTime now);
    // It does not want to go any more; on the wire, it is cancelled. Without effect on tickets that have ended.
    void leave(PaceTicket ticket, base::SteadyTime now);

    // How many are before it; 0 = it is next.
    [[nodiscard]] int position(PaceTicket ticket) const;
    // About when it may go; nothing while the first answer is missing, or when it cannot be known.
    [[nodiscard]] std::optional<base::SteadyTime> dueAt(PaceTicket ticket, base::SteadyTime now) const;
    // Both of all that wait in a lane, in their order, in one walk; `order` is what enqueue() got.
    using Visit =
        std::function<void(PaceTicket ticket, std::uint64_t order, int ahead, std::optional<base::SteadyTime> due)>;
    void eachWaiting(Lane lane, base::SteadyTime now, const Visit& visit) const;
    // How many places in queues were looked at so far, see PaceLane.
    [[nodiscard]] std::uint64_t looks(Lane lane) const { return m_lanes[lane] ? m_lanes[lane]->looks() : 0; }
    // When the first one in its queue may go; nothing when only an answer can tell, or it does not wait.
    [[nodiscard]] std::optional<base::SteadyTime> gateOpensAt(PaceTicket ticket, base::SteadyTime now) const;
    // The distance between requests that blocks have taught, or that is tried after one; 0 = none.
    [[nodiscard]] base::Nanoseconds learnedSpacing(Lane lane) const;

private:
    struct Key {
        QByteArray provider;
        QByteArray credential;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept;
    };
    void forgetIdle();

    std::unordered_map<Key, Lane, Hash> m_names;
    std::vector<std::unique_ptr<PaceLane>> m_lanes; // null = forgotten
    std::vector<Lane> m_unused;
    PaceSlots m_slots;
};

// What distinguishes routes of one provider: "/search/code" of "/api/v3/search/code?q=x", with what looks like an
// identifier left out. Empty for the root.
[[nodiscard]] QByteArray paceRoute(QByteArrayView path);

} // namespace knockback::retry
