// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlFailureParts.h"

#include <array>

namespace knockback::http {

namespace {

// RFC 9113 7
constexpr std::array<const char*, 14> codeNames{"NO_ERROR",
                                                "PROTOCOL_ERROR",
                                                "INTERNAL_ERROR",
                                                "FLOW_CONTROL_ERROR",
                                                "SETTINGS_TIMEOUT",
                                                "STREAM_CLOSED",
                                                "FRAME_SIZE_ERROR",
                                                "REFUSED_STREAM",
                                                "CANCEL",
                                                "COMPRESSION_ERROR",
                                                "CONNECT_ERROR",
                                                "ENHANCE_YOUR_CALM",
                                                "INADEQUATE_SECURITY",
                                                "HTTP_1_1_REQUIRED"};

// The number behind `word`; -1 when there is none.
int numberAfter(const QByteArray& text, QByteArrayView word) {
    const qsizetype start = text.indexOf(word);
    if (start < 0)
        return -1;
    qsizetype end = start + word.size();
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    bool ok = false;
    const int number = text.mid(start + word.size(), end - start - word.size()).toInt(&ok);
    return ok ? number : -1;
}

QByteArray codeName(int code) {
    if (code < 0)
        return {};
    return code < static_cast<int>(codeNames.size()) ? QByteArray(codeNames[static_cast<std::size_t>(code)])
                                                     : "error " + QByteArray::number(code);
}

bool isHttp2(const CurlOutcome& o) {
    const QByteArray& head = o.trace.sentHead();
    return head.left(head.indexOf('\r')).endsWith(" HTTP/2");
}

// What the server did, with its code's name when it gave one.
QByteArray deed(const CurlOutcome& o) {
    if (o.remark.contains("GOAWAY"))
        return "the server ended the HTTP/2 connection (GOAWAY " + codeName(numberAfter(o.remark, "error=")) + ')';
    if (o.remark.startsWith("REFUSED_STREAM"))
        return "the server refused the HTTP/2 stream (REFUSED_STREAM); the request was not resent";
    const QByteArray code = codeName(numberAfter(o.errorText, "(err "));
    if (!code.isEmpty())
        return "the server reset the HTTP/2 stream (" + code + ')';
    if (o.code == CURLE_HTTP2_STREAM)
        return "the server closed the HTTP/2 stream before it had the whole request";
    return o.request.options.version == HttpVersionChoice::Http2
               ? "what came breaks the rules of HTTP/2, or the server does not speak it"
               : "what came breaks the rules of HTTP/2";
}

// Codes that blame what one side sent.
bool isBreachOfRules(const CurlOutcome& o) {
    const int code = numberAfter(o.errorText, "(err ");
    return code == 1 || code == 3 || code == 6 || code == 9;
}

} // namespace

bool isHttp2Broken(const CurlOutcome& o) {
    if (o.code == CURLE_HTTP2 || o.code == CURLE_HTTP2_STREAM)
        return true;
    return isHttp2(o) && o.code == CURLE_GOT_NOTHING;
}

NetworkFailure http2Broken(const CurlOutcome& o) {
    FailureKind kind = FailureKind::RemoteHostClosed;
    const bool named = !o.remark.isEmpty() || o.code == CURLE_HTTP2_STREAM;
    if (!named || isBreachOfRules(o))
        kind = FailureKind::ProtocolError;
    else if (o.response.hasHead())
        kind = FailureKind::ContentTruncated;
    FailureDetail detail;
    if (o.response.hasHead())
        detail.add("status", QByteArray::number(o.response.head().status))
            .add("received", QByteArray::number(o.response.body().size()));
    detail.add(deed(o)).add("addr", o.trace.triedAddress);
    return {kind, phaseOf(o), detail.text()};
}

} // namespace knockback::http
