// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/lab/LabMessage.h"
#include "app/lab/RequestParser.h"

#include <QObject>
#include <QTcpSocket>

namespace knockback::lab {

// One client: requests in, answers out in the same order, one at a time. Deletes itself when the client is gone.
class LabConnection final : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<LabReply(const LabRequest&)>;
    using AnswerBad = std::function<LabReply(int status, const QByteArray& problem)>;

    // Takes `socket` over.
    LabConnection(QTcpSocket* socket, base::Scheduler& scheduler, Answer answer, AnswerBad answerBad, QObject* parent);

private:
    void readOn();
    [[nodiscard]] bool readOne();
    void deliver(LabReply reply, const LabRequest& request);
    void startWriting();
    void writeOn();
    void finishReply();
    void closeGently();
    void reset();

    QTcpSocket* m_socket; // child
    base::Scheduler& m_scheduler;
    Answer m_answer;
    AnswerBad m_answerBad;
    RequestParser m_parser;
    QByteArray m_input;
    bool m_busy = false;    // an answer is on its way
    bool m_closing = false; // nothing is read any more
    LabReply m_reply;
    WireReply m_wire;
    qsizetype m_written = 0; // of the body
    bool m_lastReply = false;
    base::TimerHandle m_timer;
};

} // namespace knockback::lab
