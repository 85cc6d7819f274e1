// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Words.h"

namespace knockback::history {

using journal::CallOutcome;
using journal::CircuitState;
using journal::WaitEnd;
using journal::WaitReason;

namespace {

template <typename Enum, typename Name>
std::optional<Enum> find(std::initializer_list<Enum> all, const QByteArray& name, Name nameOf) {
    for (const Enum value : all)
        if (nameOf(value) == name)
            return value;
    return {};
}

} // namespace

QByteArray waitEndName(WaitEnd how) {
    switch (how) {
    case WaitEnd::Elapsed:
        return "elapsed";
    case WaitEnd::Skipped:
        return "skipped";
    case WaitEnd::Cancelled:
        return "cancelled";
    }
    return {};
}

std::optional<WaitEnd> waitEndOf(const QByteArray& name) {
    return find({WaitEnd::Elapsed, WaitEnd::Skipped, WaitEnd::Cancelled}, name, waitEndName);
}

std::optional<WaitReason> waitReasonOf(const QByteArray& name) {
    return find({WaitReason::Backoff, WaitReason::RetryAfter, WaitReason::QuotaReset, WaitReason::Pacing,
                 WaitReason::OpenCircuit, WaitReason::Rotation},
                name, journal::waitReasonName);
}

std::optional<CallOutcome> outcomeOf(const QByteArray& name) {
    return find(
        {CallOutcome::Ok, CallOutcome::Blocked, CallOutcome::Failed, CallOutcome::Fallback, CallOutcome::Cancelled},
        name, journal::outcomeName);
}

QByteArray circuitStateName(CircuitState state) {
    switch (state) {
    case CircuitState::Closed:
        return "closed";
    case CircuitState::Open:
        return "open";
    case CircuitState::HalfOpen:
        return "half_open";
    }
    return {};
}

std::optional<CircuitState> circuitStateOf(const QByteArray& name) {
    return find({CircuitState::Closed, CircuitState::Open, CircuitState::HalfOpen}, name, circuitStateName);
}

} // namespace knockback::history
