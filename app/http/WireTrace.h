// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/NetworkFailure.h"
#include "app/http/Timing.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::http {

// What one attempt did on the wire and when, as the engine's callbacks saw it. Times and phases are derived from it.
class WireTrace {
public:
    using Time = base::SteadyTime;

    Time startedAt{};
    std::optional<Time> lookupStarted; // only when a name had to be looked up
    std::optional<Time> socketOpened;  // of the first address; a reused connection has none
    std::optional<Time> tlsStarted;
    std::optional<Time> tunnelStarted; // CONNECT went out to a proxy
    std::optional<Time> ready;         // the connection may carry the request
    std::optional<Time> firstReceived;
    std::optional<Time> endedAt;
    // How long TCP took, by the library's own stamp: no callback marks its end.
    std::optional<base::Microseconds> tcpConnect;

    QByteArray triedAddress; // the last one
    QByteArray tunnelAnswer; // a proxy's head after CONNECT

    // Request bytes that went out; before `ready` they are a proxy's CONNECT.
    void headSent(QByteArrayView bytes, Time now);
    void bodySent(QByteArrayView bytes, Time now);
    void received(QByteArrayView bytes, Time now);

    [[nodiscard]] const QByteArray& sentHead() const { return m_sentHead; }
    // How many request heads went out, at least in part: the truth about resends.
    [[nodiscard]] int headsOnWire() const { return m_headsOnWire; }
    [[nodiscard]] qint64 bytesSent() const { return m_bytesSent; }
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }
    // The head and `bodySize` bytes behind it.
    [[nodiscard]] bool sentWhole(qint64 bodySize) const {
        return m_headsOnWire > 0 && !m_headOpen && m_bodySent >= bodySize;
    }
    [[nodiscard]] bool reused() const { return ready && !socketOpened; }

    // Where the attempt is, or was when it ended.
    [[nodiscard]] Phase phase(qint64 bodySize, bool answerHeadComplete) const;
    // A phase that was under way at the end lasts until the end.
    [[nodiscard]] Timing timing() const;

private:
    QByteArray m_sentHead;
    int m_headsOnWire = 0;
    bool m_headOpen = false;
    qint64 m_bodySent = 0;
    qint64 m_bytesSent = 0;
    qint64 m_bytesReceived = 0;
    std::optional<Time> m_lastSent;
    std::optional<Time> m_lastReceived;
};

} // namespace knockback::http
