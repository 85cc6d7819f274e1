// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/base/Scheduler.h"
#include "app/http/Redactor.h"
#include "app/http/Transport.h"
#include "app/journal/Journal.h"
#include "app/ratelimit/QuotaTracker.h"
#include "app/retry/CircuitBreaker.h"
#include "app/retry/RetryBudget.h"
#include "app/session/Knowledge.h"
#include "app/session/PlaceInLine.h"
#include "app/session/RecentPast.h"
#include "app/vault/Vault.h"

#include <map>
#include <mutex>

namespace knockback::session {

class AnswerShelf;
class CircuitDesk;
class CookieShelf;
class PacingDesk;
class PastAnswers;
class Rotator;

struct SharedCircuit {
    retry::CircuitBreaker breaker;
    QString lane;    // of the timeline, where its changes are drawn
    int waiting = 0; // calls in front of it
};

// What every call shares: limits, circuits and the retry budget. The engine thread changes it, the window copies it, so
// both hold `mutex` for the moment.
struct SharedLimits {
    mutable std::mutex mutex;
    ratelimit::QuotaTracker quota;
    std::map<QByteArray, SharedCircuit> circuits; // by name, see circuitName()
    retry::RetryBudget budget;
    std::optional<base::Nanoseconds> clockSkew;
    PlacesInLine places = std::make_shared<const std::vector<PlaceInLine>>(); // as of the last time somebody asked
};

// What one circuit of that scope is called.
[[nodiscard]] QByteArray circuitName(const ratelimit::RouteKey& route, retry::CircuitScope scope);

// The parts that a call runs through, owned by Services (or by a test). Engine thread.
struct EngineParts {
    base::Scheduler& scheduler;
    base::RandomSource& random;
    http::Transport& transport;
    vault::Vault& vault;
    const Knowledge& knowledge;
    journal::Journal& journal;
    SharedLimits& limits;
    CookieShelf& cookies;

    // The process environment, for the system's proxy.
    std::map<QByteArray, QByteArray> system{};

    // Locks renewals between the processes that share the vault's file; empty = nobody shares it.
    QString renewalLocks{};

    // Hides what the vault holds now and held before in this session.
    [[nodiscard]] const http::Redactor& redactor() {
        if (const auto revision = vault.revision(); revision != m_learned) {
            vault.teach(m_redactor);
            m_learned = revision;
        }
        return m_redactor;
    }
    // Set by whoever builds them: they need these parts themselves.
    Rotator* rotator = nullptr;
    PacingDesk* pacing = nullptr; // by the call runner, and the next two
    CircuitDesk* circuits = nullptr;
    AnswerShelf* answers = nullptr;
    PastAnswers* past = nullptr; // stays null without a history

    [[nodiscard]] base::AttemptId nextAttemptId() { return {++m_lastAttempt}; }
    [[nodiscard]] base::WaitId nextWaitId() { return {++m_lastWait}; }

    RecentPast recent{};

    http::Redactor m_redactor{};
    std::uint64_t m_learned = ~0ULL;
    std::uint64_t m_lastAttempt = 0;
    std::uint64_t m_lastWait = 0;
};

} // namespace knockback::session
