// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabConnection.h"

#include <sys/socket.h>

namespace knockback::lab {

namespace {

constexpr qint64 readAhead = 64 * 1024;
constexpr qint64 writeAhead = 256 * 1024; // a client that does not read gets no further answers
constexpr base::Seconds lingerTime{2};

} // namespace

LabConnection::LabConnection(QTcpSocket* socket, base::Scheduler& scheduler, Answer answer, AnswerBad answerBad,
                             QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_scheduler(scheduler)
    , m_answer(std::move(answer))
    , m_answerBad(std::move(answerBad)) {
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAhead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket, &QTcpSocket::readyRead, this, &LabConnection::readOn);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_closing)
            closeGently();
        else
            readOn();
    });
    readOn(); // what came before we listened
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        deleteLater();
}

void LabConnection::readOn() {
    while (!m_busy && !m_closing && m_socket->bytesToWrite() <= writeAhead && readOne()) {
    }
    if (m_closing)
        m_socket->readAll(); // so that the kernel does not answer unread bytes with a reset
}

// Reads and answers one request; false when there is no whole one yet.
bool LabConnection::readOne() {
    m_input += m_socket->readAll();
    const RequestParser::Progress progress = m_parser.feed(m_input);
    m_input.remove(0, progress.consumed);
    switch (progress.state) {
    case RequestParser::State::Incomplete:
        if (m_parser.wantsContinue())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return m_socket->bytesAvailable() > 0;
    case RequestParser::State::Bad:
        deliver(m_answerBad(progress.status, progress.problem), {});
        return false;
    case RequestParser::State::Complete:
        break;
    }
    LabRequest request = m_parser.take();
    request.address = m_socket->peerAddress();
    deliver(m_answer(request), request);
    return true;
}

void LabConnection::deliver(LabReply reply, const LabRequest& request) {
    m_busy = true;
    m_wire = toWire(reply, request);
    m_written = 0;
    m_reply = std::move(reply);
    m_lastReply =
        m_reply.close || !request.keepAlive || m_reply.cutAfter.value_or(m_reply.body.size()) < m_reply.body.size();
    if (m_reply.delay > base::Milliseconds(0))
        m_timer = m_scheduler.after(m_reply.delay, [this] {
            startWriting();
            readOn();
        });
    else
        startWriting();
}

void LabConnection::startWriting() {
    if (m_reply.reset)
        return reset();
    m_socket->write(m_wire.head);
    writeOn();
}

void LabConnection::writeOn() {
    const qsizetype rest = m_wire.body.size() - m_written;
    const bool dripping = m_reply.dripInterval > base::Milliseconds(0);
    const qsizetype piece = dripping ? std::min<qsizetype>(rest, m_reply.dripBytes) : rest;
    m_socket->write(m_wire.body.constData() + m_written, piece);
    m_written += piece;
    if (m_written < m_wire.body.size())
        m_timer = m_scheduler.after(m_reply.dripInterval, [this] {
            writeOn();
            readOn();
        });
    else
        finishReply();
}

void LabConnection::finishReply() {
    m_busy = false;
    m_wire = {};
    if (m_lastReply)
        closeGently();
}

// Sends what is left, then says "no more" and waits a moment for the client to hang up first: closing at once with
// unread bytes would make the kernel throw the answer away (RFC 9112 9.6).
void LabConnection::closeGently() {
    m_closing = true;
    if (m_socket->bytesToWrite() > 0)
        return;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    m_timer = m_scheduler.after(lingerTime, [this] { m_socket->abort(); });
}

void LabConnection::reset() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
}

} // namespace knockback::lab
