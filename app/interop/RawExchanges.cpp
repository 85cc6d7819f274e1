// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/RawExchanges.h"

#include "app/http/MessageHead.h"
#include "app/interop/ClientErrors.h"
#include "app/interop/CurlProgress.h"
#include "app/interop/ExchangeParts.h"
#include "app/interop/MessageLines.h"
#include "app/interop/PastedCommand.h"

namespace knockback::interop {
namespace {

class RawReader {
public:
    explicit RawReader(QByteArrayView text) : m_lines(linesOf(text)) {}

    std::vector<http::Attempt> read() {
        for (m_at = 0; m_at < m_lines.size(); ++m_at)
            take(m_lines[m_at]);
        flush();
        return std::move(m_attempts);
    }

private:
    enum class In { Nothing, RequestHead, RequestBody, AnswerHead, AnswerBody };

    [[nodiscard]] bool inBody() const { return m_in == In::RequestBody || m_in == In::AnswerBody; }

    void take(const TextLine& line) {
        if (statusOf(line.text) && (m_in != In::AnswerBody || beginsMessage()))
            return beginAnswer(line);
        if (requestLineOf(line.text) && (!inBody() || beginsMessage()))
            return beginRequest(line);
        const bool said = line.text.startsWith("curl: (") || line.text.startsWith("http: error: ");
        if (said || (!inBody() && isErrorMessage(line.text)))
            return fail(line.text);
        if (const auto command = commandIn(line.text, inBody()); command && m_in != In::AnswerHead) {
            flush();
            m_parts.url = command->url;
            m_parts.method = command->method;
            return;
        }
        takeInside(line);
    }

    void takeInside(const TextLine& line) {
        const bool folded = line.text.startsWith(' ') || line.text.startsWith('\t');
        const bool isField = isFieldLine(line.text) || (folded && !line.text.trimmed().isEmpty());
        switch (m_in) {
        case In::Nothing:
            return;
        case In::RequestHead:
            if (isField)
                m_parts.requestHead += line.text.toByteArray() + "\r\n";
            else
                endHead(In::RequestBody, line);
            return;
        case In::AnswerHead:
            if (isField)
                m_parts.answerHeads.back() += line.text.toByteArray() + "\r\n";
            else
                endHead(m_parts.hasFinalHead() ? In::AnswerBody : In::Nothing, line);
            return;
        case In::RequestBody:
            m_parts.requestBody += line.whole.toByteArray();
            return;
        case In::AnswerBody:
            m_parts.answerBody += line.whole.toByteArray();
            return;
        }
    }

    // An empty line ends a head; another that is no field begins the body at once.
    void endHead(In next, const TextLine& line) {
        QByteArray& head = next == In::RequestBody ? m_parts.requestHead : m_parts.answerHeads.back();
        head += "\r\n";
        m_announced = http::requestFields(head).value("Content-Length").value_or(QByteArray()).toLongLong();
        m_in = next;
        if (!line.text.trimmed().isEmpty())
            takeInside(line);
    }

    // Whether the line looks like the start of the next message and not like text that speaks of one: fields follow it,
    // and what the head before announced has come.
    [[nodiscard]] bool beginsMessage() const {
        if (m_at + 1 < m_lines.size() && !isFieldLine(m_lines[m_at + 1].text))
            return false;
        const QByteArray& body = m_in == In::AnswerBody ? m_parts.answerBody : m_parts.requestBody;
        const bool bodiless = m_parts.requestHead.startsWith("HEAD ") || QByteArrayView(body).trimmed().isEmpty();
        return bodiless || body.size() >= m_announced;
    }

    void beginRequest(const TextLine& line) {
        const PastedCommand command{m_parts.url, m_parts.method};
        const bool first = m_parts.requestHead.isEmpty() && m_parts.answerHeads.empty();
        flush();
        if (first)
            m_parts.url = command.url;
        m_parts.requestHead = line.text.toByteArray() + "\r\n";
        m_in = In::RequestHead;
    }

    void beginAnswer(const TextLine& line) {
        if (m_parts.hasFinalHead())
            flush();
        m_parts.answerHeads.push_back(line.text.toByteArray() + "\r\n");
        m_in = In::AnswerHead;
    }

    void fail(QByteArrayView message) {
        if (m_parts.failure)
            flush();
        const http::Phase reached = m_parts.hasFinalHead()          ? http::Phase::Body
                                    : m_parts.requestHead.isEmpty() ? http::Phase::None
                                                                    : http::Phase::Read;
        if (message.startsWith("curl: (")) {
            const qsizetype close = std::max<qsizetype>(message.indexOf(')'), 7);
            CurlProgress progress;
            if (reached == http::Phase::Body)
                progress.setAnswerBegun();
            m_parts.failure = progress.failure(message.sliced(7, close - 7).toByteArray().toInt(),
                                               message.sliced(std::min(close + 1, message.size())).trimmed());
        } else {
            m_parts.failure = failureFromWords(message, reached);
        }
        m_in = In::Nothing;
    }

    void flush() {
        // Blank lines in front of the next message belong to neither.
        const bool more = m_at < m_lines.size();
        if (more && m_parts.answerBody.trimmed().isEmpty())
            m_parts.answerBody.clear();
        m_parts.requestBody = m_parts.requestBody.trimmed();
        const bool tunnel = m_parts.requestHead.isEmpty() && m_parts.answerHeads.size() == 1 && more &&
                            m_parts.answerHeads.front().toLower().contains("200 connection established");
        if (!m_parts.isEmpty() && !tunnel)
            m_attempts.push_back(toAttempt(std::move(m_parts)));
        m_parts = {};
        m_in = In::Nothing;
    }

    std::vector<TextLine> m_lines;
    std::size_t m_at = 0;
    std::vector<http::Attempt> m_attempts;
    ExchangeParts m_parts;
    In m_in = In::Nothing;
    qint64 m_announced = 0; // bytes of the body; 0 when nothing is said of it
};

} // namespace

std::vector<http::Attempt> readRawExchanges(QByteArrayView text) {
    return RawReader(text).read();
}

} // namespace knockback::interop
