// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/base/StrongId.h"
#include "app/journal/Journal.h"
#include "app/retry/CircuitBreaker.h"
#include "app/session/PlaceInLine.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace knockback::session {

struct SharedLimits;

// A call that has asked to pass a circuit.
class HeldCall {
public:
    // It may pass now; or it may not any more, or not for the reason that it was told. It asks hasPass().
    virtual void circuitMoved() = 0;

protected:
    ~HeldCall() = default;
};

// Lets calls through circuits and makes them wait in front of open ones, first come first served: when the open time is
// over as many go as are probes, and all when it is closed. Tells the journal of every change. Engine thread; calls
// leave before they are destroyed.
class CircuitDesk {
public:
    struct Place {
        QByteArray circuit;
        retry::CircuitPass pass; // round 0 = none
        std::uint64_t order = 0; // lower goes first; 0 = not at the desk any more
        bool exempt = false;     // its policy has no circuits: only one that was opened by hand holds it up
    };
    // Who asks: for which circuit, with which rules, and where on the timeline its changes are drawn.
    struct Wish {
        QByteArray circuit;
        retry::CircuitPolicy policy;
        QString lane;
    };

    CircuitDesk(base::Scheduler& scheduler, journal::Journal& journal, SharedLimits& limits)
        : m_scheduler(scheduler)
        , m_journal(journal)
        , m_limits(limits) {}

    // Takes a place, and a pass when there is one; else `call` hears when it has one. Until sent() it also hears when
    // the circuit opens.
    void join(Place& place, const Wish& wish, base::CallId call, HeldCall& held);
    [[nodiscard]] bool hasPass(const Place& place) const;
    // Passes at once, beside those that wait, when the circuit is closed; false when it is not.
    [[nodiscard]] bool slipThrough(Place& place, const Wish& wish);
    // The request goes out, with its pass or because someone insists.
    void sent(Place& place);
    // What came back, see CircuitBreaker. `nothing`: it says nothing of the server.
    void answered(const Place& place, bool failed, base::Nanoseconds took, base::Nanoseconds asked);
    void answeredNothing(const Place& place);
    // It does not want to pass any more. Without effect when it has left or was sent.
    void leave(Place& place);

    [[nodiscard]] bool isOpenByHand(const Place& place) const;
    // When the next ones may pass; nothing while that hangs on a probe or a hand.
    [[nodiscard]] std::optional<base::SteadyTime> opensAt(const Place& place) const;
    // Why it is open, as part of a sentence.
    [[nodiscard]] QString reason(const Place& place) const;

    // By hand; without effect on unknown circuits.
    void openByHand(const QByteArray& circuit);
    void closeByHand(const QByteArray& circuit);

    // Adds those who wait.
    void addPlaces(std::vector<PlaceInLine>& places) const;

private:
    struct Standing {
        HeldCall* call;
        Place* place;
    };
    struct Line {
        std::map<std::uint64_t, Standing> waiting; // without a pass
        std::map<std::uint64_t, Standing> passed;  // with one, and not sent yet
        base::TimerHandle timer;
        bool toldHalfOpen = false;
    };

    [[nodiscard]] base::SteadyTime now() const { return m_scheduler.clock().steadyNow(); }
    bool tryPass(Place& place);
    void makeRoom();
    void letPass(Line& line, std::set<std::uint64_t>& concerned);
    void movedSoon(const QByteArray& circuit, base::SteadyTime at);
    // Lets through who may pass, and tells the others when the circuit has opened.
    void moved(const QByteArray& circuit, bool opened);
    void countWaiting(const QByteArray& circuit);
    void tell(const QByteArray& circuit, bool byHand = false);
    void tellHalfOpen(const QByteArray& circuit);

    base::Scheduler& m_scheduler;
    journal::Journal& m_journal;
    SharedLimits& m_limits;
    std::map<QByteArray, Line> m_lines;
};

} // namespace knockback::session
