// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Order.h"

#include "app/http/Url.h"
#include "app/workspace/BodyToSend.h"

#include <algorithm>
#include <array>

namespace knockback::minimize {

namespace {

using diagnosis::Cause;

// "https://api.example" of a URL whose host may still be a variable.
QByteArray originText(const QByteArray& url) {
    if (const auto parts = http::parseUrl(url))
        return parts->origin();
    const qsizetype scheme = url.indexOf("://");
    return url.first(std::max(qsizetype(0), url.indexOf('/', scheme < 0 ? 0 : scheme + 3)));
}

// Some filters end the connection because of what they have read.
bool isCut(const QByteArray& subcause) {
    return subcause == "tcp_reset" || subcause == "empty_reply";
}

QString causeProblem(Cause cause) {
    switch (cause) {
    case Cause::None:
        return QStringLiteral("The request was not blocked, so there is nothing to search for.");
    case Cause::ClientError:
        return QStringLiteral(
            "The server refuses the form of the request and says so in its answer; that is no block.");
    case Cause::RateLimit:
        return QStringLiteral("A rate limit counts requests: what is in one of them does not matter, and probing would "
                              "only use up more of it.");
    case Cause::Overload:
        return QStringLiteral("The server is overloaded: what is in the request does not matter. Try again later.");
    default:
        return {};
    }
}

} // namespace

QByteArray methodThatActs(const workspace::RequestDraft& draft) {
    constexpr std::array<QByteArrayView, 3> harmless{"GET", "HEAD", "OPTIONS"};
    const QByteArray method = workspace::methodToSend(draft).toUpper();
    const bool safe = std::find(harmless.begin(), harmless.end(), QByteArrayView(method)) != harmless.end();
    return safe ? QByteArray() : method;
}

QString whyNot(const Order& order) {
    const QString problem = causeProblem(order.evidence.cause);
    if (!problem.isEmpty() && !(order.denied && order.evidence.cause == Cause::None))
        return problem;
    if (order.evidence.cause == Cause::Network && !order.answered && !isCut(order.evidence.subcause))
        return QStringLiteral("No answer came, whatever was asked. “Is it me or them?” finds out where the way ends.");
    if (order.working && workspace::methodToSend(*order.working) != workspace::methodToSend(order.blocked))
        return QStringLiteral("The two requests use different methods. Choose a working one that says %1.")
            .arg(QString::fromLatin1(workspace::methodToSend(order.blocked)));
    if (order.working && originText(order.working->url) != originText(order.blocked.url))
        return QStringLiteral("The two requests go to different hosts, so what differs between them says nothing. "
                              "Choose a working one for %1.")
            .arg(QString::fromUtf8(originText(order.blocked.url)));
    const QByteArray acts = methodThatActs(order.blocked);
    if (!acts.isEmpty() && !order.allowedMethods.contains(acts))
        return QStringLiteral("%1 may change something on the server, and up to %2 such requests would be sent. Allow "
                              "it only where that does no harm.")
            .arg(QString::fromLatin1(acts))
            .arg(order.probes);
    return {};
}

} // namespace knockback::minimize
