// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::interop {

// How far one exchange came, as curl's "* …" lines tell.
class CurlProgress {
public:
    // Such a line without its mark.
    void note(QByteArrayView line);
    // The proxy's answer to CONNECT, head and all.
    void setTunnelAnswer(const QByteArray& target, const QByteArray& head);
    void setRequestSent() { m_requestSent = true; }
    void setAnswerBegun() { m_answerBegun = true; }

    // What still holds for the next request over the same connection.
    [[nodiscard]] CurlProgress onSameConnection() const;

    // What is known of the connection.
    [[nodiscard]] http::ConnectionFacts connection() const;
    [[nodiscard]] bool isTls() const { return m_tlsStarted; }
    // Where curl wanted to go, "https://host:port/" without the path; empty = not said.
    [[nodiscard]] QByteArray origin() const;

    // Why it ended, from curl's exit code (0 = not known) and sentence. Nothing when that is no failure on the network.
    [[nodiscard]] std::optional<http::NetworkFailure> failure(int code, QByteArrayView sentence) const;
    // A line that says so itself, for output without the last line ("-s").
    [[nodiscard]] std::optional<http::NetworkFailure> failure() const;
    [[nodiscard]] bool hasEnded() const { return !m_ended.isEmpty(); }

private:
    [[nodiscard]] http::Phase phase() const;
    [[nodiscard]] http::NetworkFailure tunnelFailure(QByteArrayView sentence) const;
    [[nodiscard]] http::NetworkFailure certificateFailure(QByteArrayView sentence) const;
    [[nodiscard]] http::NetworkFailure explained(http::NetworkFailure failure) const;
    void noteConnected(const QByteArray& line);
    void noteTls(const QByteArray& line);
    void noteEnd(const QByteArray& line);

    QByteArray m_host, m_port, m_address, m_systemError;
    QByteArray m_tlsVersion, m_tlsCipher;
    http::CertificateFacts m_certificate;
    QByteArray m_tunnelTarget, m_tunnelAnswer;
    QByteArray m_ended; // the line that says why
    bool m_tunnelled = false;
    bool m_connected = false;
    bool m_tlsStarted = false;
    bool m_helloSent = false;
    bool m_helloAnswered = false;
    bool m_tlsDone = false;
    bool m_requestSent = false;
    bool m_answerBegun = false;
    bool m_reused = false;
};

} // namespace knockback::interop
