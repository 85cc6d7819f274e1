// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/WgetTrace.h"

#include "app/http/FailureDetail.h"
#include "app/http/Url.h"
#include "app/interop/ClientErrors.h"
#include "app/interop/ExchangeParts.h"
#include "app/interop/MessageLines.h"

#include <algorithm>

namespace knockback::interop {
namespace {

using http::FailureKind;
using http::NetworkFailure;
using http::Phase;

// "2026-11-22 12:57:01"
bool isTime(QByteArrayView text) {
    constexpr QByteArrayView shape("0000-00-00 00:00:00");
    return text.size() >= shape.size() && std::equal(shape.begin(), shape.end(), text.begin(), [](char like, char c) {
               return like == '0' ? c >= '0' && c <= '9' : c == like;
           });
}

// Between typographic or plain quotes.
QByteArray quoted(const QByteArray& line, qsizetype from) {
    for (const auto& [open, close] :
         {std::pair<QByteArray, QByteArray>{"\xE2\x80\x98", "\xE2\x80\x99"}, {"'", "'"}, {"`", "'"}}) {
        const qsizetype start = line.indexOf(open, from);
        const qsizetype end = start < 0 ? -1 : line.indexOf(close, start + open.size());
        if (end >= 0)
            return line.mid(start + open.size(), end - start - open.size());
    }
    return {};
}

class WgetReader {
public:
    std::vector<http::Attempt> read(QByteArrayView text) {
        for (const TextLine& line : linesOf(text))
            take(line);
        flush();
        return std::move(m_attempts);
    }

private:
    enum class In { Nothing, IndentedHead, RequestHead, AnswerHead, Body };

    void take(const TextLine& line) {
        const QByteArrayView text = line.text;
        if (isWgetStart(text))
            return begin(text);
        if (text == "---request begin---" || text == "---response begin---") {
            m_in = text.contains("request") ? In::RequestHead : In::AnswerHead;
            if (m_in == In::RequestHead)
                m_parts.requestHead.clear();
            else
                m_parts.answerHeads.emplace_back();
        } else if (text == "---request end---" || text == "---response end---") {
            m_in = In::Nothing;
        } else if (m_in == In::RequestHead || m_in == In::AnswerHead) {
            QByteArray& head = m_in == In::RequestHead ? m_parts.requestHead : m_parts.answerHeads.back();
            head += text.toByteArray() + "\r\n";
        } else if (text.startsWith("  ") && (m_in == In::IndentedHead || statusOf(text.trimmed()))) {
            takeHeadLine(text.trimmed());
        } else if (m_in == In::Body && !isTime(text) && !text.startsWith("     0K")) {
            m_parts.answerBody += line.whole.toByteArray();
        } else {
            m_in = In::Nothing;
            takeRemark(text.toByteArray());
        }
    }

    void begin(QByteArrayView line) {
        flush();
        const qsizetype url = line.indexOf("http", 24);
        m_parts.url = url < 0 ? QByteArray() : line.sliced(url).trimmed().toByteArray();
    }

    void takeHeadLine(QByteArrayView line) {
        if (statusOf(line))
            m_parts.answerHeads.emplace_back();
        m_parts.answerHeads.back() += line.toByteArray() + "\r\n";
        m_in = In::IndentedHead;
    }

    void takeRemark(const QByteArray& line) {
        const QByteArray ending = line.mid(line.indexOf("... ") < 0 ? 0 : line.indexOf("... ") + 4).trimmed();
        if (line.startsWith("Resolving ")) {
            if (ending.startsWith("failed: "))
                fail(failureFromWords(ending));
        } else if (line.startsWith("Connecting to ")) {
            m_address = line.contains('|') ? line.split('|').value(1) : line.mid(14, line.indexOf("...") - 14);
            m_parts.connection.remoteAddress = ending.startsWith("connected") ? m_address : QByteArray();
            if (ending.startsWith("failed: "))
                fail(failureFromWords(ending, Phase::Connect));
        } else if (line.contains("request sent, awaiting response...")) {
            takeStatus(ending);
        } else if (line.startsWith("Saving to: ") && line.contains("STDOUT")) {
            m_in = In::Body;
        } else if (line.startsWith("Skipping ") && line.contains("bytes of body: [")) {
            m_parts.answerBody = line.mid(line.indexOf('[') + 1, line.lastIndexOf(']') - line.indexOf('[') - 1);
        } else {
            takeTrouble(line);
        }
    }

    // What follows "awaiting response... " without -S: "404 Not Found", or why there is none.
    void takeStatus(const QByteArray& said) {
        const QByteArray line = "HTTP/1.1 " + said;
        if (statusOf(line))
            m_parts.answerHeads.push_back(line + "\r\n\r\n");
        else if (!said.isEmpty())
            fail(failureFromWords(said, Phase::Read));
    }

    void takeTrouble(const QByteArray& line) {
        if (line.startsWith("ERROR: cannot verify ") || line.startsWith("ERROR: The certificate ") ||
            line.startsWith("ERROR: no certificate") || line.startsWith("ERROR: certificate common name")) {
            http::FailureDetail detail;
            const qsizetype issuer = line.indexOf("issued by ");
            if (line.contains("verify") || line.contains("not trusted"))
                detail.add("certificate not trusted");
            if (issuer >= 0)
                detail.add("issuer", quoted(line, issuer));
            fail(NetworkFailure{FailureKind::SslHandshakeFailed, Phase::Tls, detail.add(line.mid(7)).text()});
        } else if (line.startsWith("  ") && m_parts.failure &&
                   m_parts.failure->kind == FailureKind::SslHandshakeFailed) {
            m_parts.failure->detail += QStringLiteral("; ") + QString::fromUtf8(line.trimmed());
        } else if (line.startsWith("Proxy tunneling failed: ")) {
            // "Proxy tunneling failed: ForbiddenUnable to establish SSL connection."
            const QByteArray reason = line.mid(24, line.indexOf("Unable to establish", 24) - 24);
            http::FailureDetail detail;
            detail.add("proxy", m_address).add("the proxy refused CONNECT").add(reason);
            fail(NetworkFailure{FailureKind::TunnelFailed, Phase::Proxy, detail.text()});
        } else if (line.startsWith("Unable to establish SSL connection")) {
            http::FailureDetail detail;
            detail.add("the connection ended during the handshake").add("addr", m_address);
            fail(NetworkFailure{FailureKind::RemoteHostClosed, Phase::Tls, detail.text()});
        } else if (line.contains("Connection closed at byte") || line.contains("Read error at byte")) {
            fail(NetworkFailure{FailureKind::ContentTruncated, Phase::Body, QString::fromUtf8(line.trimmed())});
        } else if (line.startsWith("wget: ")) {
            fail(failureFromWords(line));
        }
    }

    // The first reason counts: later lines repeat it in other words.
    void fail(std::optional<NetworkFailure> failure) {
        if (!m_parts.failure)
            m_parts.failure = std::move(failure);
    }

    void flush() {
        if (!m_parts.isEmpty())
            m_attempts.push_back(toAttempt(std::move(m_parts)));
        m_parts = {};
        m_address.clear();
        m_in = In::Nothing;
    }

    std::vector<http::Attempt> m_attempts;
    ExchangeParts m_parts;
    QByteArray m_address;
    In m_in = In::Nothing;
};

} // namespace

bool isWgetStart(QByteArrayView line) {
    return line.startsWith("--") && isTime(line.sliced(2)) && line.sliced(21).startsWith("--  ") &&
           line.contains("http");
}

std::vector<http::Attempt> readWgetTrace(QByteArrayView text) {
    return WgetReader().read(text);
}

} // namespace knockback::interop
