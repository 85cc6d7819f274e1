// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/WireTrace.h"

#include <algorithm>

namespace knockback::http {

namespace {

base::Microseconds between(base::SteadyTime from, base::SteadyTime to) {
    return std::max(std::chrono::duration_cast<base::Microseconds>(to - from), base::Microseconds(0));
}

} // namespace

void WireTrace::headSent(QByteArrayView bytes, Time now) {
    if (!ready) {
        if (!tunnelStarted)
            tunnelStarted = now;
        return;
    }
    if (!m_headOpen)
        ++m_headsOnWire;
    m_sentHead += bytes;
    m_headOpen = !m_sentHead.endsWith("\r\n\r\n");
    m_bytesSent += bytes.size();
    m_lastSent = now;
}

void WireTrace::bodySent(QByteArrayView bytes, Time now) {
    m_bodySent += bytes.size();
    m_bytesSent += bytes.size();
    m_lastSent = now;
}

void WireTrace::received(QByteArrayView bytes, Time now) {
    if (!ready)
        return; // a proxy's
    if (!firstReceived)
        firstReceived = now;
    m_bytesReceived += bytes.size();
    m_lastReceived = now;
}

Phase WireTrace::phase(qint64 bodySize, bool answerHeadComplete) const {
    if (answerHeadComplete)
        return Phase::Body;
    if (ready) {
        return sentWhole(bodySize) || firstReceived ? Phase::Read : Phase::Send;
    }
    // An https:// proxy has a handshake of its own before it is asked for a tunnel.
    if (tlsStarted && (!tunnelStarted || *tlsStarted > *tunnelStarted))
        return Phase::Tls;
    if (tunnelStarted)
        return Phase::Proxy;
    return socketOpened || !lookupStarted ? Phase::Connect : Phase::Dns;
}

Timing WireTrace::timing() const {
    const Time end = endedAt.value_or(startedAt);
    Timing timing;
    timing.startedAt = startedAt;
    timing.total = between(startedAt, end);
    if (lookupStarted)
        timing.dns = between(*lookupStarted, socketOpened.value_or(end));
    if (socketOpened)
        timing.connect = tcpConnect.value_or(between(*socketOpened, end));
    if (tlsStarted)
        timing.tls = between(*tlsStarted, ready.value_or(end));
    if (ready && m_headsOnWire > 0) {
        timing.send = between(*ready, m_lastSent.value_or(*ready));
        // An answer that overtakes the request (an early 413) leaves no wait.
        timing.wait = between(m_lastSent.value_or(*ready), firstReceived.value_or(end));
    }
    if (firstReceived)
        timing.receive = between(*firstReceived, m_lastReceived.value_or(*firstReceived));
    return timing;
}

} // namespace knockback::http
