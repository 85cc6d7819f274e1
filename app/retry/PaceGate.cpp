// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceGate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace knockback::retry {

namespace {

using namespace std::chrono_literals;

constexpr auto whenAnswered = base::SteadyTime::max();
// Of a window that is shorter than this, a second is worth guessing.
constexpr base::Nanoseconds shortWindow = 2min;
// How long the first request after a reset is waited for.
constexpr base::Nanoseconds patience = 1s;

double seconds(base::Nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

} // namespace

// Servers round a reset to seconds, and the Date that a time of day is held against as well, so announcements of one
// and the same reset differ by this much.
base::Nanoseconds PaceGate::rounding() const {
    return m_byClock ? 2200ms : 1200ms;
}

// How long until the reset. A time of day in whole seconds less a Date in whole seconds is up to two seconds too long,
// window after window. But the answer that opens a window comes when that begins, and windows last whole seconds, so
// what is left of the sum is the length. A guess: the next window's first request tells whether it was right.
base::Nanoseconds PaceGate::resetOf(const PaceReading& reading, bool blocked) const {
    const bool opens = !blocked && m_limit && reading.remaining && *reading.remaining == *m_limit - 1;
    const auto whole = std::chrono::ceil<base::Seconds>(*reading.reset);
    if (!reading.byClock || m_careful || !opens || whole <= 1s || whole > shortWindow)
        return *reading.reset + m_slack;
    // Its Date may be of the next second. Windows are of one length, so a guess that has come true stands.
    return m_trusted ? std::max<base::Nanoseconds>(whole - 1s, std::min<base::Nanoseconds>(m_guess, whole))
                     : base::Nanoseconds(whole - 1s);
}

void PaceGate::sent(base::SteadyTime now) {
    if (isOver(now)) {
        m_before = std::max(m_remaining.value_or(0) - m_inFlight, 0.0);
        m_beforeAt = m_asOf;
        m_remaining = m_limit.value_or(1);
        m_resetAt.reset();
        m_resetRead = 0ns;
        m_windowFrom = now;
        m_probing = !m_trusted;
        m_following = m_punctual && m_spread > 0ns;
    }
    m_lastSent = now;
    ++m_inFlight;
    m_refill.sent(now, m_window.value_or(m_resetRead));
}

void PaceGate::returned(bool counts) {
    m_inFlight = std::max(m_inFlight - 1, 0);
    m_probing = false;
    m_following = false;
    if (counts && m_remaining)
        m_remaining = *m_remaining - std::max(m_cost, 1.0);
}

void PaceGate::read(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now) {
    m_requests = reading.requests;
    m_concurrent = reading.concurrent;
    m_byClock = reading.byClock;
    if (reading.limit)
        m_limit = reading.limit;
    if (reading.window)
        m_window = reading.window;
    m_spread = echo.roundTrip > 0ns ? echo.spread : 0ns;
    if (m_concurrent)
        return;
    if (reading.refillPerSecond.value_or(0) > 0 && m_refill.shape() == Shape::AtReset)
        m_refill.becomeBitByBit(*reading.refillPerSecond);
    noticeMovingReset(reading, echo);
    if (m_refill.shape() == Shape::AtReset)
        readWindow(reading, echo, now);
    else
        readFlow(reading, echo, now);
    m_newestSent = std::max(m_newestSent, echo.sentAt);
}

void PaceGate::readWindow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now) {
    if (isOfAnOldWindow(reading, echo, now))
        return;
    const bool ofThisWindow = m_windowFrom > base::SteadyTime() && echo.sentAt >= m_windowFrom;
    const bool justBefore = reading.reset && *reading.reset <= rounding();
    if (m_probing && ofThisWindow && !(echo.blocked && justBefore))
        judgeReset(reading, echo);
    else if (echo.blocked && ofThisWindow)
        doubt(reading, justBefore);
    if (m_refill.shape() != Shape::AtReset)
        return readFlow(reading, echo, now);

    std::optional<base::SteadyTime> resetAt;
    if (reading.reset) {
        const auto until = resetOf(reading, echo.blocked);
        // On its way to the server while the reset comes.
        resetAt = std::max(now, echo.headAt + until - (m_punctual ? echo.roundTrip : 0ns));
        if (m_resetRead != *reading.reset) {
            m_resetRead = *reading.reset;
            m_resetSince = echo.sentAt;
        }
        if (until < *reading.reset && until != std::exchange(m_guess, until))
            m_trusted = false;
    }
    const bool later = echo.sentAt >= m_readAt; // this request left after the known answer was here
    // Most of it is back: the reset came before it was thought to. A little more is what another node of theirs knows.
    const bool back =
        later && reading.remaining && m_remaining && m_limit && *reading.remaining - *m_remaining > *m_limit / 2;
    const bool sameWindow = m_resetAt && now < *m_resetAt && resetAt && *resetAt - *m_resetAt <= rounding() && !back;
    if (reading.remaining) {
        if (!m_requests && sameWindow)
            learnCost(*reading.remaining);
        const bool newWindow = m_resetAt && resetAt && !sameWindow;
        if (!m_remaining || later || newWindow || *reading.remaining <= *m_remaining)
            m_remaining = reading.remaining;
    } else if (echo.blocked) {
        m_remaining = 0;
    }
    if (resetAt)
        m_resetAt = sameWindow && !m_careful ? std::min(*resetAt, *m_resetAt) : *resetAt;
    m_readAt = now;
    m_asOf = std::max(m_asOf, echo.countedAt());
}

// The same where quota does not come back at once. Answers tell of the moment at which the server counted, which is
// known as well as ways are alike; of two that may have overtaken each other the lower one holds.
void PaceGate::readFlow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now) {
    const auto asOf = echo.countedAt();
    const bool later = echo.sentAt > m_newestSent + echo.spread || echo.sentAt >= m_readAt;
    const double said = echo.blocked ? 0 : reading.remaining.value_or(m_remaining.value_or(0));
    if (!m_requests && later && !echo.blocked)
        learnCost(said);
    if (m_refill.shape() == Shape::AsSpent && !m_trusted && later)
        judgeReturn(said, echo);
    if (later || !m_remaining || said <= *m_remaining) {
        m_remaining = said;
        // Had it been counted after the return of what returned meanwhile, there would be more.
        const bool before = m_refill.shape() == Shape::AsSpent && said < m_refill.gained(echo.sentAt, asOf);
        m_asOf = std::max(m_asOf, before ? echo.sentAt : asOf);
        m_readAt = now;
        if (reading.reset) {
            m_resetAt = echo.headAt + *reading.reset;
            m_resetRead = *reading.reset;
        }
    }
    if (echo.blocked && later)
        m_refill.doubt(m_limit.value_or(1));
}

// In a window the reset comes nearer while the quota is spent. Where it moves away with every request, it says when all
// will have come back: of what trickles back the more is missing the later, and in a sliding log a whole window after
// the last request.
void PaceGate::noticeMovingReset(const PaceReading& reading, const PaceEcho& echo) {
    if (!reading.remaining || !reading.reset || reading.byClock || echo.blocked || !m_limit)
        return;
    const auto said = std::exchange(m_said, {*reading.remaining, *reading.reset, echo.headAt});
    const bool spends = *reading.remaining < said.remaining && echo.headAt < said.at + said.reset;
    if (!spends || m_refill.shape() == Shape::BitByBit)
        return;
    if (*reading.reset > said.reset)
        m_refill.becomeBitByBit((*m_limit - *reading.remaining) / seconds(*reading.reset));
    else if (m_refill.shape() == Shape::AtReset && m_requests && *reading.reset == m_resetRead &&
             echo.sentAt - m_resetSince > 1s + echo.spread)
        m_refill.becomeAsSpent(*reading.reset + echo.spread);
    else
        return;
    m_trusted = false;
    m_before = *reading.remaining;
    m_beforeAt = echo.countedAt();
}

// What the first request after a reset found: all of it, or what came back otherwise.
void PaceGate::judgeReset(const PaceReading& reading, const PaceEcho& echo) {
    const double found = echo.blocked ? 0 : reading.remaining.value_or(0) + 1;
    const bool full = !reading.remaining || !m_limit || found >= *m_limit;
    m_trusted = full && !m_careful;
    const auto asOf = echo.countedAt();
    if (full || found * 2 >= *m_limit || !m_requests || !reading.reset || asOf <= m_beforeAt)
        return; // somebody else may have been there before
    const auto window = m_window.value_or(*reading.reset);
    const auto unsure = echo.headAt - echo.sentAt;
    const double back = found - m_before;
    const double least = m_refill.expired(window + unsure, m_beforeAt, asOf);
    const double most = m_refill.expired(window - unsure, m_beforeAt, asOf);
    if (std::abs(least - back) <= 1 || std::abs(most - back) <= 1)
        m_refill.becomeAsSpent(window + echo.spread);
    else
        m_refill.becomeBitByBit(back / seconds(asOf - m_beforeAt));
    m_before = found - 1;
    m_beforeAt = asOf;
}

// Whether what was sent comes back one by one as thought, at the first time that something of it should have.
void PaceGate::judgeReturn(double said, const PaceEcho& echo) {
    const auto asOf = echo.countedAt();
    const double foreseen = m_remaining.value_or(0) + m_refill.gained(m_asOf, echo.sentAt);
    const double found = echo.blocked ? 0 : said + 1;
    if (foreseen < 2 || !m_limit || asOf <= m_beforeAt)
        return;
    m_trusted = found * 2 >= foreseen;
    const double atLeast = *m_limit / seconds(m_window.value_or(m_resetRead)) / 8;
    if (!m_trusted)
        m_refill.becomeBitByBit(std::max((found - m_before) / seconds(asOf - m_beforeAt), atLeast));
}

// A block that the announcements had not foreseen: somebody else draws on the bucket, it fills up bit by bit, or its
// resets are rounded down. From now on the latest word counts, and every reset has to be proved by a single request.
void PaceGate::doubt(const PaceReading& reading, bool justBefore) {
    const bool wasPunctual = std::exchange(m_punctual, m_punctual && !justBefore);
    if (wasPunctual && justBefore && m_spread > 0ns && !m_byClock && *reading.reset > 0ns)
        return; // it was there a moment too early
    m_careful = true;
    m_trusted = false;
    if (!m_probing || !justBefore)
        return;
    const bool whole = reading.reset->count() % base::Nanoseconds(1s).count() == 0;
    m_slack = whole ? 1s : std::clamp<base::Nanoseconds>(m_slack * 2, 50ms, 1s);
}

// Answers that were on their way while the window ended speak of the old one, unless they name a later reset.
bool PaceGate::isOfAnOldWindow(const PaceReading& reading, const PaceEcho& echo, base::SteadyTime now) const {
    const auto windowFrom = isOver(now) ? *m_resetAt : m_windowFrom;
    return echo.sentAt < windowFrom && (!reading.reset || echo.headAt + *reading.reset - windowFrom <= rounding());
}

void PaceGate::learnCost(double remaining) {
    const double taken = m_remaining.value_or(remaining) - remaining;
    if (taken > 0)
        m_cost = m_cost > 0 ? 0.8 * m_cost + 0.2 * taken : taken;
}

// What trickles back between two requests may come after both where their ways differ.
double PaceGate::reserve() const {
    return std::min(m_refill.perSecond() * seconds(m_spread) * 2, m_limit.value_or(0) / 4);
}

std::optional<double> PaceGate::budget(base::SteadyTime now) const {
    if (m_concurrent)
        return m_limit ? std::optional(std::max(*m_limit, 1.0) - m_inFlight) : std::nullopt;
    auto rest = isOver(now) ? std::optional(m_limit.value_or(1)) : m_remaining;
    if (!rest)
        return std::nullopt;
    if (m_refill.shape() != Shape::AtReset)
        rest = std::min(*rest + m_refill.gained(m_asOf, now), m_limit.value_or(1e12)) - reserve();
    if (m_requests)
        return *rest - m_inFlight;
    if (*rest <= 0)
        return 0;
    // What a request takes is a guess, so a last one may always try.
    return m_cost > 0 ? std::max(*rest / m_cost, 1.0) - m_inFlight : std::optional<double>();
}

base::SteadyTime PaceGate::opensAt(PaceMode mode, base::SteadyTime now) const {
    const auto left = budget(now);
    if (m_concurrent)
        return !left || *left >= 1 ? now : whenAnswered;
    if (isOver(now))
        return !left || *left >= 1 || m_inFlight == 0 ? now : whenAnswered;
    if (m_probing && mode != PaceMode::Greedy && now < m_windowFrom + patience)
        return m_windowFrom + patience;
    if (m_following && mode != PaceMode::Greedy && now < m_windowFrom + m_spread)
        return m_windowFrom + m_spread;
    if (!left)
        return now;
    const bool unproved = m_refill.shape() == Shape::AsSpent && !m_trusted && m_inFlight > 0 && m_remaining;
    if (unproved && *m_remaining - m_inFlight < 1)
        return whenAnswered;
    if (*left < 1)
        return m_refill.shape() == Shape::AtReset ? refill(now) : refillBit(now);
    return mode == PaceMode::Spread ? spread(*left, now) : now;
}

base::SteadyTime PaceGate::refill(base::SteadyTime now) const {
    if (m_resetAt)
        return *m_resetAt;
    if (m_inFlight > 0)
        return whenAnswered;
    return std::max(now, std::max(m_readAt, m_windowFrom) + m_window.value_or(1s));
}

// When enough for one more has come back. Where that is not known, or thought to be long after the reset, one is tried
// then.
base::SteadyTime PaceGate::refillBit(base::SteadyTime now) const {
    const double cost = m_requests ? 1 : std::max(m_cost, 1.0);
    const double needed = (m_inFlight + 1) * cost + reserve();
    const bool fits = needed <= m_limit.value_or(needed);
    const auto back = fits ? m_refill.whenGained(needed - m_remaining.value_or(0), m_asOf) : whenAnswered;
    if (m_inFlight > 0)
        return m_refill.shape() == Shape::AsSpent && !m_trusted ? whenAnswered : std::max(now, back);
    const auto tried = std::max(m_lastSent, m_readAt) + m_window.value_or(1s);
    return std::max(now, std::min(back, m_resetAt && *m_resetAt > m_lastSent ? *m_resetAt : tried));
}

// The times between the last request and the reset are shared evenly among those that still fit.
base::SteadyTime PaceGate::spread(double left, base::SteadyTime now) const {
    const auto from = std::max(m_lastSent, m_windowFrom);
    base::Nanoseconds step{0};
    if (m_refill.perSecond() > 0)
        step = base::Nanoseconds(static_cast<long long>(std::min(1e9 / m_refill.perSecond(), 3e17)));
    else if (m_resetAt && *m_resetAt > from)
        step = base::Nanoseconds(static_cast<long long>(double((*m_resetAt - from).count()) / (left + 1)));
    else if (m_window && m_limit && *m_limit >= 1)
        step = base::Nanoseconds(static_cast<long long>(double(m_window->count()) / *m_limit));
    return std::max(now, from + step);
}

std::optional<base::SteadyTime> PaceGate::forecast(PaceMode mode, double ahead, base::SteadyTime now) const {
    const auto left = budget(now);
    if (!left)
        return now;
    if (m_concurrent)
        return ahead < *left ? std::optional(now) : std::nullopt;
    const double whole = std::floor(std::max(*left, 0.0));
    if (ahead < whole) {
        if (mode != PaceMode::Spread || !m_resetAt)
            return now;
        const auto first = spread(*left, now);
        const double step = double((*m_resetAt - first).count()) / (whole + 1);
        return first + base::Nanoseconds(static_cast<long long>(step * ahead));
    }
    if (m_refill.shape() == Shape::BitByBit)
        return std::max(now, m_refill.whenGained((ahead + 1 + m_inFlight) * (m_requests ? 1 : std::max(m_cost, 1.0)) -
                                                     m_remaining.value_or(0),
                                                 m_asOf));
    const auto next = m_refill.shape() == Shape::AtReset ? refill(now) : refillBit(now);
    if (next == whenAnswered)
        return std::nullopt;
    const double windows = m_limit && *m_limit >= 1 ? std::floor((ahead - whole) / *m_limit) : ahead - whole;
    if (windows < 1)
        return next;
    const double length = m_window ? double(m_window->count()) : 0;
    // Ten years away is far enough.
    return length > 0
               ? std::optional(next + base::Nanoseconds(static_cast<long long>(std::min(windows * length, 3e17))))
               : std::nullopt;
}

} // namespace knockback::retry
