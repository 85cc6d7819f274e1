// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Check.h"

#include "app/connectivity/Sinkhole.h"
#include "app/http/HttpDate.h"
#include "app/http/Route.h"
#include "app/http/SocketAddress.h"
#include "app/http/Url.h"

#include <algorithm>

namespace knockback::connectivity {

namespace {

bool isGood(const std::optional<NameAnswer>& answer, const QByteArray& host) {
    return answer && !answer->addresses.empty() && sinkholeReason(host, answer->addresses).isEmpty();
}

std::optional<http::UrlParts> proxyParts(const QByteArray& proxy) {
    const qsizetype scheme = proxy.indexOf("://");
    return http::parseUrl("http://" + (scheme < 0 ? proxy : proxy.sliced(scheme + 3)));
}

} // namespace

Check::Check(Prober& prober, CheckOrder order, Ears ears)
    : m_prober(prober)
    , m_order(std::move(order))
    , m_ears(std::move(ears)) {
    const auto url = http::parseUrl(m_order.url).value_or(http::UrlParts());
    m_findings.host = url.host;
    m_findings.port = m_dialPort = url.port;
    m_findings.tls = url.scheme == "https";
    m_findings.otherServer = m_order.otherServer;
    if (const auto proxy = m_order.proxy.isEmpty() ? std::nullopt : proxyParts(m_order.proxy)) {
        m_findings.proxy = http::proxyAuthority(m_order.proxy);
        m_proxyHost = proxy->host;
        m_dialPort = proxy->portWritten ? proxy->port : 1080;
    }
    m_ahead = {StepKind::Proxy,     StepKind::SystemNames, StepKind::OtherNames,
               StepKind::ConnectV4, StepKind::ConnectV6,   StepKind::Http};
    for (const StepKind kind :
         {StepKind::Proxy, StepKind::SystemNames, StepKind::OtherNames, StepKind::ConnectV4, StepKind::ConnectV6,
          StepKind::Tls, StepKind::Http, StepKind::PlainHttp, StepKind::Clock})
        m_rows.push_back({kind, StepState::Waiting, stepTitle(kind), {}, std::nullopt});
}

void Check::begin() {
    next();
}

void Check::cancel() {
    if (m_conclusion)
        return;
    m_pending.reset();
    m_ahead.clear();
    for (StepRow& one : m_rows)
        if (one.state == StepState::Waiting || one.state == StepState::Running)
            one = skipped(one.kind, QStringLiteral("cancelled"));
    m_conclusion = Conclusion{Side::Unknown, QStringLiteral("Cancelled.")};
    m_ears.changed();
}

void Check::next() {
    m_pending.reset();
    while (!m_ahead.empty() && !m_pending) {
        const StepKind kind = m_ahead.front();
        m_ahead.pop_front();
        run(kind);
    }
    if (m_pending) {
        m_ears.changed();
        return;
    }
    for (StepRow& one : m_rows)
        if (one.state == StepState::Waiting)
            one = skipped(one.kind, QStringLiteral("nothing to be learnt from it"));
    m_conclusion = conclude(m_findings);
    m_ears.changed();
}

// Either begins something that is under way, or settles the row at once.
void Check::run(StepKind kind) {
    switch (kind) {
    case StepKind::Proxy:
        if (m_findings.proxy.isEmpty())
            return settle(skipped(kind, QStringLiteral("none in use")));
        row(kind).state = StepState::Ok;
        row(kind).text = QString::fromUtf8(m_findings.proxy);
        return;
    case StepKind::SystemNames:
        return askSystem();
    case StepKind::OtherNames:
        return askOther();
    case StepKind::ConnectV4:
    case StepKind::ConnectV6:
        return dial(kind);
    case StepKind::Http:
        return exchange(false);
    case StepKind::PlainHttp:
        return plainHttp();
    case StepKind::Tls:
    case StepKind::Clock:
        return; // come with the answer
    }
}

void Check::askSystem() {
    if (http::isAddress(target()))
        return settle(skipped(StepKind::SystemNames, QStringLiteral("it is an address already")));
    row(StepKind::SystemNames).state = StepState::Running;
    m_pending = m_prober.lookUp(target(), [this](NameAnswer answer) {
        settle(namesRow(StepKind::SystemNames, target(), answer));
        m_findings.system = std::move(answer);
        next();
    });
}

void Check::askOther() {
    if (http::isAddress(target()))
        return settle(skipped(StepKind::OtherNames, QStringLiteral("it is an address already")));
    if (!m_findings.proxy.isEmpty())
        return settle(skipped(StepKind::OtherNames, QStringLiteral("the proxy asks for the name itself")));
    if (!m_order.otherServer)
        return settle(skipped(StepKind::OtherNames, QStringLiteral("no other resolver was named")));
    row(StepKind::OtherNames).state = StepState::Running;
    m_pending = m_prober.ask(*m_order.otherServer, target(), [this](NameAnswer answer) {
        settle(namesRow(StepKind::OtherNames, target(), answer));
        row(StepKind::OtherNames).title =
            QStringLiteral("Name, by %1").arg(QString::fromUtf8(m_order.otherServer->text()));
        m_findings.other = std::move(answer);
        m_findings.detour = !isGood(m_findings.system, target()) && isGood(m_findings.other, target());
        next();
    });
}

void Check::dial(StepKind kind) {
    const bool v6 = kind == StepKind::ConnectV6;
    const QByteArray to = address(v6);
    if (to.isEmpty())
        return settle(skipped(kind, v6 ? QStringLiteral("no IPv6 address") : QStringLiteral("no IPv4 address")));
    row(kind).state = StepState::Running;
    m_pending = m_prober.connect(to, m_dialPort, [this, kind, v6, to](ConnectAnswer answer) {
        settle(connectRow(kind, http::hostAndPort(to, m_dialPort), answer));
        (v6 ? m_findings.v6 : m_findings.v4) = std::move(answer);
        next();
    });
}

void Check::exchange(bool withBody) {
    const bool through = (m_findings.v4 && m_findings.v4->ok) || (m_findings.v6 && m_findings.v6->ok);
    if (!through) {
        settle(skipped(StepKind::Tls, QStringLiteral("there is no connection")));
        return settle(skipped(StepKind::Http, QStringLiteral("there is no connection")));
    }
    row(StepKind::Tls).state = m_findings.tls ? StepState::Running : StepState::Waiting;
    row(StepKind::Http).state = StepState::Running;
    m_pending =
        m_prober.exchange(request(withBody ? "GET" : "HEAD", m_order.url), [this, withBody](http::Attempt attempt) {
            if (!withBody && (attempt.status() == 405 || attempt.status() == 501)) {
                m_pending.reset();
                return exchange(true);
            }
            answered(attempt);
            next();
        });
}

void Check::answered(const http::Attempt& attempt) {
    m_findings.diagnosis = m_ears.diagnose(attempt);
    settle(m_findings.tls ? tlsRow(attempt, m_findings.diagnosis)
                          : skipped(StepKind::Tls, QStringLiteral("the URL is plain http")));
    settle(answerRow(StepKind::Http, attempt, m_findings.diagnosis));
    if (attempt.response) {
        const auto now = m_ears.now();
        if (const auto date = attempt.response->headers().value("Date"))
            if (const auto theirs = http::parseHttpDate(*date, now))
                m_findings.clockSkew = std::chrono::round<base::Seconds>(*theirs - now);
        settle(clockRow(m_findings.clockSkew));
    } else if (m_findings.tls && m_findings.proxy.isEmpty()) {
        m_ahead.push_back(StepKind::PlainHttp);
    }
    m_findings.exchange = attempt;
}

// A network that wants a sign-in first answers for every host, but cannot do so under TLS.
void Check::plainHttp() {
    row(StepKind::PlainHttp).state = StepState::Running;
    m_pending = m_prober.exchange(request("HEAD", "http://" + m_findings.host + '/'), [this](http::Attempt attempt) {
        m_findings.plainDiagnosis = m_ears.diagnose(attempt);
        settle(answerRow(StepKind::PlainHttp, attempt, m_findings.plainDiagnosis));
        m_findings.plain = std::move(attempt);
        next();
    });
}

void Check::settle(StepRow made) {
    row(made.kind) = std::move(made);
}

StepRow& Check::row(StepKind kind) {
    return *std::find_if(m_rows.begin(), m_rows.end(), [kind](const StepRow& one) { return one.kind == kind; });
}

const QByteArray& Check::target() const {
    return m_findings.proxy.isEmpty() ? m_findings.host : m_proxyHost;
}

QByteArray Check::address(bool v6) const {
    if (http::isAddress(target())) {
        const bool isV6 = target().contains(':');
        return isV6 == v6 ? target() : QByteArray();
    }
    const auto& answer = m_findings.detour ? m_findings.other : m_findings.system;
    if (answer)
        for (const QByteArray& one : answer->addresses)
            if (one.contains(':') == v6)
                return one;
    return {};
}

http::Request Check::request(const QByteArray& method, const QByteArray& url) const {
    http::Request request;
    request.method = method;
    request.url = url;
    request.headers = m_order.headers;
    request.options = m_order.options;
    request.options.proxy = m_order.proxy;
    request.options.clientCertificate = {};
    request.options.timeout = base::Milliseconds(15'000);
    if (m_findings.detour && m_findings.proxy.isEmpty())
        for (const bool v6 : {false, true})
            if (const QByteArray to = address(v6); !to.isEmpty()) {
                request.options.resolve = {m_findings.host + ':' + QByteArray::number(http::parseUrl(url)->port) + ':' +
                                           (v6 ? '[' + to + ']' : to)};
                break;
            }
    return request;
}

} // namespace knockback::connectivity
