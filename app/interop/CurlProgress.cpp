// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlProgress.h"

#include "app/http/FailureDetail.h"
#include "app/http/MessageHead.h"
#include "app/interop/ClientErrors.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

using http::FailureKind;
using http::NetworkFailure;
using http::Phase;

// Lines that say why it ended, by how they begin.
constexpr std::array<QByteArrayView, 18> endings{"Could not resolve",
                                                 "Failed to connect to",
                                                 "Resolving timed out",
                                                 "Operation timed out",
                                                 "Connection timed out",
                                                 "Connection timeout",
                                                 "SSL connection timeout",
                                                 "SSL certificate problem",
                                                 "SSL: certificate subject name",
                                                 "SSL: no alternative certificate",
                                                 "Empty reply from server",
                                                 "Recv failure",
                                                 "Send failure",
                                                 "OpenSSL SSL_connect",
                                                 "transfer closed with",
                                                 "CONNECT tunnel failed",
                                                 "Proxy CONNECT aborted",
                                                 "Connection died"};

// curl's exit codes whose sentences do not always say it (curl.1 "EXIT CODES").
struct ExitCode {
    int code;
    FailureKind kind;
    Phase phase;
};
constexpr std::array exitCodes{
    ExitCode{1, FailureKind::NotSent, Phase::None},
    ExitCode{3, FailureKind::NotSent, Phase::None},
    ExitCode{5, FailureKind::HostNotFound, Phase::Dns},
    ExitCode{6, FailureKind::HostNotFound, Phase::Dns},
    ExitCode{7, FailureKind::ConnectionRefused, Phase::Connect},
    ExitCode{8, FailureKind::ProtocolError, Phase::Read},
    ExitCode{16, FailureKind::ProtocolError, Phase::Read},
    ExitCode{18, FailureKind::ContentTruncated, Phase::Body},
    ExitCode{28, FailureKind::Timeout, Phase::None},
    ExitCode{35, FailureKind::SslHandshakeFailed, Phase::Tls},
    ExitCode{51, FailureKind::SslHandshakeFailed, Phase::Tls},
    ExitCode{52, FailureKind::RemoteHostClosed, Phase::Read},
    ExitCode{55, FailureKind::RemoteHostClosed, Phase::Send},
    ExitCode{56, FailureKind::RemoteHostClosed, Phase::Read},
    ExitCode{60, FailureKind::SslHandshakeFailed, Phase::Tls},
    ExitCode{61, FailureKind::ProtocolError, Phase::Body},
    ExitCode{77, FailureKind::NotSent, Phase::None},
    ExitCode{92, FailureKind::ProtocolError, Phase::Read},
    ExitCode{97, FailureKind::TunnelFailed, Phase::Proxy},
};
// An HTTP status, too many redirects: an answer came.
constexpr std::array answered{22, 47};

constexpr int slowRefusal = 20'000; // ms: a refusal is quick, silence takes as long as the system waits

QByteArray between(const QByteArray& line, QByteArrayView from, QByteArrayView to) {
    const qsizetype start = line.indexOf(from);
    if (start < 0)
        return {};
    const qsizetype begin = start + from.size();
    const qsizetype end = to.isEmpty() ? line.size() : line.indexOf(to, begin);
    return line.mid(begin, (end < 0 ? line.size() : end) - begin).trimmed();
}

QByteArray withPort(const QByteArray& address, const QByteArray& port) {
    if (address.isEmpty() || port.isEmpty())
        return address;
    return (address.contains(':') && !address.startsWith('[') ? '[' + address + ']' : address) + ':' + port;
}

// "host=example.com" of what the proxy was asked for.
QByteArray hostOfTarget(const QByteArray& target) {
    return target.left(std::max<qsizetype>(target.lastIndexOf(':'), 0));
}

} // namespace

void CurlProgress::note(QByteArrayView text) {
    const QByteArray line = text.trimmed().toByteArray();
    if (line.startsWith("Trying ")) {
        m_address = between(line, "Trying ", "...");
    } else if (line.startsWith("Hostname ") || line.startsWith("Host ")) {
        const QByteArray name = line.mid(line.indexOf(' ') + 1);
        m_host = name.left(name.indexOf(' ')).split(':').value(0);
    } else if (line.startsWith("connect to ")) {
        m_systemError = between(line, "failed: ", {});
    } else if (line.startsWith("Establish HTTP proxy tunnel to ")) {
        m_tunnelTarget = between(line, "tunnel to ", {});
    } else if (line.startsWith("Re-using existing") || line.startsWith("Reusing existing")) {
        m_reused = m_connected = true;
    }
    noteConnected(line);
    noteTls(line);
    noteEnd(line);
}

void CurlProgress::noteConnected(const QByteArray& line) {
    const bool established = line.startsWith("Established connection to ");
    if (!established && !line.startsWith("Connected to "))
        return;
    const QByteArray rest = between(line, "onnect", {}); // past "Connected to" and "Established connection to"
    m_host = between(rest, " to ", " (");
    const QByteArray inside = between(line, "(", ")");
    m_port = between(established ? inside : line, " port ", {});
    m_port = m_port.left(m_port.indexOf(' ') < 0 ? m_port.size() : m_port.indexOf(' '));
    m_address = withPort(inside.split(' ').value(0), m_port);
    m_connected = true;
}

void CurlProgress::noteTls(const QByteArray& line) {
    if (line.startsWith("TLSv1") || line.startsWith("SSLv3") || line.startsWith("ALPN")) {
        m_tlsStarted = true;
        m_helloSent |= line.contains("Client hello");
        m_helloAnswered |= line.contains("(IN)");
    } else if (line.startsWith("SSL connection using ")) {
        const QByteArrayList words = between(line, "using ", {}).split('/');
        m_tlsVersion = words.value(0).trimmed();
        m_tlsCipher = words.value(1).trimmed();
        m_tlsStarted = m_tlsDone = true;
    } else if (line.startsWith("subject: ")) {
        m_certificate.subject = between(line, ": ", {}).replace(';', ',');
    } else if (line.startsWith("issuer: ")) {
        m_certificate.issuer = between(line, ": ", {}).replace(';', ',');
    } else if (line.startsWith("start date: ")) {
        m_certificate.notBefore = between(line, ": ", {});
    } else if (line.startsWith("expire date: ")) {
        m_certificate.notAfter = between(line, ": ", {});
    }
}

void CurlProgress::noteEnd(const QByteArray& line) {
    const bool ends = std::any_of(endings.begin(), endings.end(), [&](auto start) { return line.startsWith(start); }) ||
                      (line.startsWith("OpenSSL/") && line.contains("error:"));
    if (!ends)
        return;
    if (m_ended.isEmpty())
        m_ended = line;
    if (line.startsWith("Could not resolve host: "))
        m_host = between(line, "host: ", {});
    else if (line.startsWith("Failed to connect to ")) {
        m_host = between(line, "connect to ", " port ");
        m_port = between(line, " port ", " ");
        m_port = m_port.left(m_port.indexOf(':') < 0 ? m_port.size() : m_port.indexOf(':'));
    }
}

void CurlProgress::setTunnelAnswer(const QByteArray& target, const QByteArray& head) {
    m_tunnelTarget = target;
    m_tunnelAnswer = head;
    const int status = http::parseResponseHead(head).status;
    m_tunnelled = status >= 200 && status < 300;
}

CurlProgress CurlProgress::onSameConnection() const {
    CurlProgress next = *this;
    next.m_ended.clear();
    next.m_systemError.clear();
    next.m_requestSent = next.m_answerBegun = false;
    next.m_reused = true;
    return next;
}

http::ConnectionFacts CurlProgress::connection() const {
    http::ConnectionFacts facts;
    facts.remoteAddress = m_connected ? m_address : QByteArray();
    facts.tlsVersion = m_tlsVersion;
    facts.tlsCipher = m_tlsCipher;
    facts.reused = m_reused;
    if (!m_certificate.subject.isEmpty() || !m_certificate.issuer.isEmpty())
        facts.certificates.push_back(m_certificate);
    return facts;
}

QByteArray CurlProgress::origin() const {
    if (!m_tunnelTarget.isEmpty())
        return "https://" + (m_tunnelTarget.endsWith(":443") ? m_tunnelTarget.chopped(4) : m_tunnelTarget) + '/';
    if (m_host.isEmpty())
        return {};
    const bool plain = m_port == "80" || (!m_tlsStarted && !m_port.isEmpty() && m_port != "443");
    const bool usual = m_port.isEmpty() || m_port == "80" || m_port == "443";
    return (plain ? "http://" : "https://") + (usual ? m_host : withPort(m_host, m_port)) + '/';
}

Phase CurlProgress::phase() const {
    if (m_answerBegun)
        return Phase::Body;
    if (m_requestSent)
        return Phase::Read;
    if (!m_tunnelTarget.isEmpty() && !m_tunnelled)
        return Phase::Proxy;
    if (m_tlsStarted && !m_tlsDone)
        return Phase::Tls;
    if (m_connected)
        return m_port == "443" && !m_tlsDone ? Phase::Tls : Phase::Send;
    return m_address.isEmpty() ? Phase::None : Phase::Connect;
}

NetworkFailure CurlProgress::tunnelFailure(QByteArrayView sentence) const {
    const http::ResponseHead answer = http::parseResponseHead(m_tunnelAnswer);
    http::FailureDetail detail;
    detail.add("proxy", m_address);
    if (answer.status > 0)
        detail.add("CONNECT " + m_tunnelTarget + " answered HTTP " + QByteArray::number(answer.status));
    else
        detail.add(sentence.toByteArray());
    for (const char* name : {"X-Squid-Error", "Via", "Server"}) {
        if (const auto value = answer.headers.value(QByteArrayView(name)))
            detail.add(QByteArray(name) + ": " + *value);
    }
    return {FailureKind::TunnelFailed, Phase::Proxy, detail.text()};
}

NetworkFailure CurlProgress::certificateFailure(QByteArrayView sentence) const {
    http::FailureDetail detail;
    const bool untrusted = sentence.contains("signed") || sentence.contains("issuer");
    if (untrusted)
        detail.add("certificate not trusted");
    detail.add("issuer", m_certificate.issuer).add("subject", m_certificate.subject);
    detail.add(sentence.toByteArray()).add("host", m_host).add("addr", m_address);
    return {FailureKind::SslHandshakeFailed, Phase::Tls, detail.text()};
}

// With what is known of the connection in front of the words.
NetworkFailure CurlProgress::explained(NetworkFailure failure) const {
    const QByteArray words = failure.detail.toUtf8();
    const QByteArray host = m_tunnelTarget.isEmpty() ? m_host : hostOfTarget(m_tunnelTarget);
    http::FailureDetail detail;
    if (failure.kind == FailureKind::RemoteHostClosed && failure.phase == Phase::Tls) {
        const bool reset = words.contains("reset");
        detail.add(QByteArray(reset ? "connection reset by peer" : "connection closed") +
                   (m_helloSent && !m_helloAnswered ? " after ClientHello" : " during the handshake"));
        detail.add("sni", host);
    } else {
        detail.add("host", host);
    }
    detail.add("addr", m_address).add(words);
    if (!m_systemError.isEmpty() && failure.phase == Phase::Connect)
        detail.add(m_systemError);
    failure.detail = detail.text();
    return failure;
}

std::optional<NetworkFailure> CurlProgress::failure(int code, QByteArrayView sentence) const {
    if (std::find(answered.begin(), answered.end(), code) != answered.end())
        return std::nullopt;
    if ((!m_tunnelAnswer.isEmpty() && !m_tunnelled) || sentence.startsWith("CONNECT tunnel failed"))
        return tunnelFailure(sentence);
    if (code == 60 || code == 51 || sentence.startsWith("SSL certificate") || sentence.startsWith("SSL: "))
        return certificateFailure(sentence);

    const auto byCode =
        std::find_if(exitCodes.begin(), exitCodes.end(), [code](auto& known) { return known.code == code; });
    const Phase reached = phase() != Phase::None || byCode == exitCodes.end() ? phase() : byCode->phase;
    // The system's own word for it says more than "Couldn't connect to server".
    auto found = m_connected ? std::nullopt : failureFromWords("failed: " + m_systemError, reached);
    if (found)
        found->detail = QString::fromUtf8(sentence);
    else
        found = failureFromWords(sentence, reached);
    if (!found) {
        const auto kind = byCode == exitCodes.end() ? FailureKind::Other : byCode->kind;
        found = NetworkFailure{kind, reached, QString::fromUtf8(sentence)};
    }
    const int waited = between(sentence.toByteArray(), " after ", " ms").toInt();
    if (found->kind == FailureKind::ConnectionRefused && m_systemError.isEmpty() && waited >= slowRefusal)
        found->kind = FailureKind::Timeout;
    return explained(*found);
}

std::optional<NetworkFailure> CurlProgress::failure() const {
    const bool tunnelRefused = !m_tunnelAnswer.isEmpty() && !m_tunnelled;
    return m_ended.isEmpty() && !tunnelRefused ? std::nullopt : failure(0, m_ended);
}

} // namespace knockback::interop
