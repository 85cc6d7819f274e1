// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/ServerLookup.h"

namespace knockback::connectivity {

namespace {

QString codeText(int code) {
    switch (static_cast<DnsCode>(code)) {
    case DnsCode::NoError:
        return QStringLiteral("no addresses under that name");
    case DnsCode::NameError:
        return QStringLiteral("no such name");
    case DnsCode::ServerFailure:
        return QStringLiteral("the server could not find out (SERVFAIL)");
    case DnsCode::Refused:
        return QStringLiteral("the server refuses to answer (REFUSED)");
    default:
        return QStringLiteral("error %1").arg(code);
    }
}

} // namespace

ServerLookup::ServerLookup(base::EpollLoop& loop, base::RandomSource& random, const NameServer& server,
                           const QByteArray& host, DnsQuestion::Terms terms, std::function<void(NameAnswer)> done)
    : m_loop(loop)
    , m_startedAt(loop.clock().steadyNow())
    , m_done(std::move(done)) {
    const auto begin = [&](Half& half, DnsType type) {
        half.question =
            std::make_unique<DnsQuestion>(loop, random, server, host, type, terms,
                                          [this, &half](std::optional<DnsReply> reply, const QString& problem) {
                                              ended(half, std::move(reply), problem);
                                          });
    };
    begin(m_v4, DnsType::A);
    begin(m_v6, DnsType::Aaaa);
}

void ServerLookup::ended(Half& half, std::optional<DnsReply> reply, const QString& problem) {
    half.over = true;
    half.reply = std::move(reply);
    half.problem = problem;
    if (!m_v4.over || !m_v6.over)
        return;
    NameAnswer answer;
    for (const Half* one : {&m_v4, &m_v6}) {
        if (one->reply)
            answer.addresses.insert(answer.addresses.end(), one->reply->addresses.begin(), one->reply->addresses.end());
        if (one->reply && one->reply->code == int(DnsCode::NameError))
            answer.notFound = true;
    }
    if (answer.addresses.empty())
        answer.problem = m_v4.reply ? codeText(m_v4.reply->code) : m_v4.problem;
    answer.took = m_loop.clock().steadyNow() - m_startedAt;
    const auto done = std::move(m_done);
    done(std::move(answer));
}

} // namespace knockback::connectivity
