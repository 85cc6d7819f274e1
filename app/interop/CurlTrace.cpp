// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlTrace.h"

#include "app/interop/CurlProgress.h"
#include "app/interop/ExchangeParts.h"
#include "app/interop/MessageLines.h"
#include "app/interop/PastedCommand.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

// What "* …" lines begin with, where a body may hold lines with a star too.
constexpr std::array<QByteArrayView, 30> remarks{"Connection #",
                                                 "Closing connection",
                                                 "closing connection",
                                                 "shutting down",
                                                 "Issue another request",
                                                 "Found bundle",
                                                 "Can not multiplex",
                                                 "Re-using existing",
                                                 "Reusing existing",
                                                 "Ignoring the response-body",
                                                 "Mark bundle",
                                                 "Excess found",
                                                 "transfer closed with",
                                                 "Recv failure",
                                                 "Operation timed out",
                                                 "Connection died",
                                                 "Trying ",
                                                 "Connected to ",
                                                 "Hostname ",
                                                 "Host ",
                                                 "TLSv1",
                                                 "ALPN",
                                                 "Closing",
                                                 "Leftovers",
                                                 "OpenSSL ",
                                                 "HTTP/2 stream",
                                                 "Send failure",
                                                 "old SSL session",
                                                 "Added cookie",
                                                 "Replaced cookie"};

bool isRemark(QByteArrayView line) {
    if (!line.startsWith("* "))
        return false;
    const QByteArrayView said = line.sliced(2).trimmed();
    return std::any_of(remarks.begin(), remarks.end(), [&](auto start) { return said.startsWith(start); });
}

// "{ [5 bytes data]", "} [512 bytes data]"
bool isDataMark(QByteArrayView line) {
    return (line.startsWith("{ [") || line.startsWith("} [")) && line.endsWith(" bytes data]");
}

// Where one of curl's lines follows a body that did not end its own; -1 = nowhere.
qsizetype gluedRemark(QByteArrayView line) {
    for (qsizetype at = line.indexOf("* ", 1); at >= 0; at = line.indexOf("* ", at + 1)) {
        if (isRemark(line.sliced(at)))
            return at;
    }
    return line.indexOf("curl: (", 1);
}

// One exchange while its lines come in.
struct Traced {
    ExchangeParts parts;
    CurlProgress progress;

    [[nodiscard]] bool isOver() const { return parts.hasFinalHead() || parts.failure || progress.hasEnded(); }
};

class TraceReader {
public:
    std::vector<http::Attempt> read(QByteArrayView text) {
        for (const TextLine& line : linesOf(text))
            take(line);
        std::vector<http::Attempt> attempts;
        for (Traced& traced : m_traced) {
            if (auto attempt = finish(traced))
                attempts.push_back(std::move(*attempt));
        }
        return attempts;
    }

private:
    enum class In { Nothing, Request, Answer, Body };

    Traced& current() { return m_traced.back(); }

    void take(const TextLine& line) {
        const QByteArrayView text = line.text;
        if (isDataMark(text) || text.startsWith("Warning: "))
            return;
        if (text.startsWith("curl: ("))
            takeEnd(text);
        else if (const auto command = commandIn(text, m_in == In::Body))
            takeCommand(*command);
        else if (text.startsWith("* ") && (m_in != In::Body || isRemark(text)))
            takeRemark(text.sliced(2).trimmed());
        else if (text.startsWith("> ") || text == ">")
            takeSent(text.sliced(std::min<qsizetype>(2, text.size())));
        else if (text.startsWith("< ") || text == "<")
            takeReceived(text.sliced(std::min<qsizetype>(2, text.size())));
        else
            takeBody(line);
    }

    void begin(CurlProgress progress) {
        m_traced.push_back({{}, std::move(progress)});
        m_connect.clear();
        m_in = In::Nothing;
    }

    void takeCommand(const PastedCommand& command) {
        if (current().isOver())
            begin({});
        current().parts.url = command.url;
        current().parts.method = command.method;
        m_bodyTaker = -1;
    }

    void takeRemark(QByteArrayView said) {
        const bool again = said.startsWith("Issue another request to this URL: '");
        const bool reused = said.startsWith("Re-using existing") || said.startsWith("Reusing existing");
        const bool opens =
            reused || said.startsWith("Trying ") || said.startsWith("Hostname ") || said.startsWith("Host ");
        if (again || (opens && current().isOver()))
            begin({});
        if (reused && m_traced.size() > 1)
            current().progress = m_traced[m_traced.size() - 2].progress.onSameConnection();
        if (again)
            current().parts.url = said.sliced(36).chopped(said.endsWith('\'') ? 1 : 0).toByteArray();
        current().progress.note(said);
    }

    void takeSent(QByteArrayView line) {
        if (const auto request = requestLineOf(line)) {
            if (current().isOver() || !current().parts.requestHead.isEmpty())
                begin(current().progress.onSameConnection());
            m_connect = request->method == "CONNECT" ? request->target : QByteArray();
            m_in = In::Request;
        }
        if (m_in != In::Request)
            return;
        current().parts.requestHead += line.toByteArray() + "\r\n";
        if (line.trimmed().isEmpty() && m_connect.isEmpty())
            current().progress.setRequestSent();
    }

    void takeReceived(QByteArrayView line) {
        if (statusOf(line)) {
            if (current().isOver())
                begin(current().progress.onSameConnection());
            current().parts.answerHeads.emplace_back();
            m_in = In::Answer;
        }
        if (m_in != In::Answer)
            return;
        current().parts.answerHeads.back() += line.toByteArray() + "\r\n";
        if (line.trimmed().isEmpty())
            endHead();
    }

    void endHead() {
        ExchangeParts& parts = current().parts;
        m_in = In::Nothing;
        if (!m_connect.isEmpty()) {
            // Only the way to the exchange.
            current().progress.setTunnelAnswer(m_connect, parts.answerHeads.back());
            parts.answerHeads.clear();
            parts.requestHead.clear();
            m_connect.clear();
        } else if (parts.hasFinalHead()) {
            current().progress.setAnswerBegun();
            m_bodyTaker = static_cast<qsizetype>(m_traced.size()) - 1;
            m_in = In::Body;
        }
    }

    // A body may be printed late, when its connection is long closed.
    void takeBody(const TextLine& line) {
        if (m_bodyTaker < 0)
            return;
        QByteArray& body = m_traced[static_cast<std::size_t>(m_bodyTaker)].parts.answerBody;
        const qsizetype remark = gluedRemark(line.text);
        if (remark < 0) {
            body += line.whole.toByteArray();
            return;
        }
        body += line.text.first(remark).toByteArray();
        take({line.text.sliced(remark), line.whole.sliced(remark)});
    }

    void takeEnd(QByteArrayView line) {
        const qsizetype close = line.indexOf(')');
        const int code = line.sliced(7, std::max<qsizetype>(close - 7, 0)).toByteArray().toInt();
        const QByteArrayView sentence = close < 0 ? line : line.sliced(close + 1).trimmed();
        if (current().parts.failure)
            begin({});
        ExchangeParts& parts = current().parts;
        parts.failure = current().progress.failure(code, sentence);
        const qsizetype status = sentence.indexOf("returned error: ");
        if (code == 22 && status >= 0 && parts.answerHeads.empty())
            parts.answerHeads.push_back("HTTP/1.1 " + sentence.sliced(status + 16).toByteArray() + "\r\n\r\n");
        if (code == 60) // its explanation follows
            m_bodyTaker = -1;
    }

    static std::optional<http::Attempt> finish(Traced& traced) {
        ExchangeParts& parts = traced.parts;
        if (!parts.failure)
            parts.failure = traced.progress.failure();
        if (parts.isEmpty())
            return std::nullopt;
        parts.connection = traced.progress.connection();
        parts.tls = traced.progress.isTls();
        if (parts.url.isEmpty())
            parts.url = traced.progress.origin();
        return toAttempt(std::move(parts));
    }

    std::vector<Traced> m_traced{1};
    QByteArray m_connect; // the target, while the proxy is asked
    In m_in = In::Nothing;
    qsizetype m_bodyTaker = -1; // whose body unmarked lines are
};

} // namespace

bool isCurlTraceLine(QByteArrayView line) {
    if (line.startsWith("> "))
        return requestLineOf(line.sliced(2)).has_value();
    if (line.startsWith("< "))
        return statusOf(line.sliced(2)).has_value();
    return isRemark(line);
}

std::vector<http::Attempt> readCurlTrace(QByteArrayView text) {
    return TraceReader().read(text);
}

} // namespace knockback::interop
