// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/ConnectivityCheck.h"

#include "app/http/Url.h"
#include "app/session/AttemptReview.h"
#include "app/session/AutomaticHeaders.h"
#include "app/session/CallRunner.h"
#include "app/session/RequestOptions.h"
#include "app/session/TextFiller.h"

#include <QFile>

namespace knockback::session {

namespace {

using base::Failure;

// Without the query, which may hold a secret, and without a path that does.
QByteArray plainUrl(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    if (!parts)
        return url;
    return parts->origin() + (parts->path.contains("{{") ? QByteArray("/") : parts->path);
}

} // namespace

base::Result<connectivity::CheckOrder, QString> connectivityOrder(const CallSpec& spec, const QByteArray& resolver,
                                                                  const std::map<QByteArray, QByteArray>& system,
                                                                  vault::Vault& vault) {
    TextFiller filler(spec.environment, vault);
    connectivity::CheckOrder order;
    order.url = plainUrl(filler.plain(spec.draft.url.trimmed(), QStringLiteral("URL")));
    order.options = sendOptions(spec.draft.settings, order.url, spec.folder, system, filler);
    order.proxy = order.options.proxy;
    for (const auto& header : automaticHeaders({}))
        if (header.on && !header.value.isEmpty())
            order.headers.append(header.name, header.value);
    if (!resolver.trimmed().isEmpty()) {
        order.otherServer = connectivity::parseNameServer(resolver);
        if (!order.otherServer)
            return Failure(QStringLiteral("“%1” is no resolver: write its address, as 192.0.2.1 or 192.0.2.1:5353.")
                               .arg(QString::fromUtf8(resolver.trimmed())));
    }
    if (const QString problem = connectivity::whyNoCheck(order); !problem.isEmpty())
        return Failure(problem);
    return order;
}

QByteArray secondSystemResolver() {
    QFile file(QStringLiteral("/etc/resolv.conf"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto servers = connectivity::nameServersOf(file.read(64 * 1024));
    return servers.size() > 1 ? servers[1].text() : QByteArray();
}

ConnectivityCheck::ConnectivityCheck(EngineParts& parts, base::EpollLoop& loop, connectivity::CheckOrder order,
                                     std::function<void(const CheckNews&)> told)
    : m_prober(loop, parts.transport, parts.random)
    , m_told(std::move(told))
    , m_check(m_prober, std::move(order),
              {[this] {
                   m_told({m_check.rows(), m_check.conclusion()});
               },
               [&parts](const http::Attempt& attempt) {
                   return review(parts, attempt, parts.scheduler.clock().wallNow())->diagnosis;
               },
               [&parts] { return parts.scheduler.clock().wallNow(); }}) {}

} // namespace knockback::session
