// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Checklist.h"

#include "app/connectivity/Sinkhole.h"
#include "app/diagnosis/Words.h"

#include <QStringList>

namespace knockback::connectivity {

namespace {

constexpr std::size_t mostAddresses = 3;

QString text(const QByteArray& bytes) {
    return QString::fromUtf8(bytes);
}

StepRow row(StepKind kind, StepState state, const QString& what) {
    return {kind, state, stepTitle(kind), what, std::nullopt};
}

QString listed(const std::vector<QByteArray>& addresses) {
    QStringList some;
    for (std::size_t i = 0; i < std::min(addresses.size(), mostAddresses); ++i)
        some << text(addresses[i]);
    if (addresses.size() > mostAddresses)
        some << QStringLiteral("%1 more").arg(addresses.size() - mostAddresses);
    return some.join(QStringLiteral(", "));
}

} // namespace

QString stepTitle(StepKind kind) {
    switch (kind) {
    case StepKind::Proxy:
        return QStringLiteral("Proxy");
    case StepKind::SystemNames:
        return QStringLiteral("Name, by your resolver");
    case StepKind::OtherNames:
        return QStringLiteral("Name, by another resolver");
    case StepKind::ConnectV4:
        return QStringLiteral("Connection over IPv4");
    case StepKind::ConnectV6:
        return QStringLiteral("Connection over IPv6");
    case StepKind::Tls:
        return QStringLiteral("TLS");
    case StepKind::Http:
        return QStringLiteral("Answer");
    case StepKind::PlainHttp:
        return QStringLiteral("Plain HTTP");
    case StepKind::Clock:
        return QStringLiteral("Clock");
    }
    return {};
}

StepRow namesRow(StepKind kind, const QByteArray& host, const NameAnswer& answer) {
    StepRow made;
    if (answer.addresses.empty()) {
        made = row(kind, StepState::Failed, answer.problem);
    } else {
        const QString fake = sinkholeReason(host, answer.addresses);
        const QString addresses = listed(answer.addresses);
        made = fake.isEmpty() ? row(kind, StepState::Ok, addresses)
                              : row(kind, StepState::Suspicious, QStringLiteral("%1: %2").arg(addresses, fake));
    }
    made.took = answer.took;
    return made;
}

StepRow connectRow(StepKind kind, const QByteArray& address, const ConnectAnswer& answer) {
    StepRow made = answer.ok
                       ? row(kind, StepState::Ok, text(address))
                       : row(kind, StepState::Failed, QStringLiteral("%1: %2").arg(text(address), answer.problem));
    made.took = answer.took;
    return made;
}

StepRow tlsRow(const http::Attempt& attempt, const diagnosis::Diagnosis& diagnosis) {
    const auto& failure = attempt.failure;
    const auto& connection = attempt.connection;
    StepRow made;
    if (failure && failure->phase == http::Phase::Tls) {
        made = row(StepKind::Tls, StepState::Failed, http::describe(*failure));
    } else if (connection.tlsVersion.isEmpty()) {
        made = skipped(StepKind::Tls, QStringLiteral("it did not come to that"));
    } else {
        QString what = text(connection.tlsVersion);
        if (!connection.certificates.empty())
            what +=
                QStringLiteral(", certificate by %1, until %2")
                    .arg(text(connection.certificates.front().issuer), text(connection.certificates.front().notAfter));
        const bool intercepted = diagnosis.subcause == "tls_intercepted";
        made = row(StepKind::Tls, intercepted ? StepState::Suspicious : StepState::Ok, what);
    }
    if (attempt.timing.tls)
        made.took = *attempt.timing.tls;
    return made;
}

StepRow answerRow(StepKind kind, const http::Attempt& attempt, const diagnosis::Diagnosis& diagnosis) {
    StepRow made;
    if (!attempt.response) {
        made = row(kind, StepState::Failed,
                   attempt.failure ? http::describe(*attempt.failure) : QStringLiteral("no answer"));
    } else {
        const bool blocked = diagnosis::isBlock(diagnosis.cause);
        QString what =
            QStringLiteral("%1 %2").arg(attempt.status()).arg(text(http::reasonPhrase(attempt.status()))).trimmed();
        if (blocked)
            what += QStringLiteral(" · ") + diagnosis.title;
        made = row(kind, blocked ? StepState::Suspicious : StepState::Ok, what);
    }
    if (attempt.timing.wait)
        made.took = *attempt.timing.wait;
    return made;
}

StepRow clockRow(std::optional<base::Seconds> skew) {
    if (!skew)
        return skipped(StepKind::Clock, QStringLiteral("the answer has no Date"));
    const auto off = std::chrono::abs(*skew);
    if (off <= base::Seconds(2))
        return row(StepKind::Clock, StepState::Ok, QStringLiteral("agrees with the server's"));
    return row(StepKind::Clock, off > seriousSkew ? StepState::Failed : StepState::Ok,
               QStringLiteral("%1 %2 the server's")
                   .arg(diagnosis::durationText(double(off.count())),
                        skew->count() > 0 ? QStringLiteral("behind") : QStringLiteral("ahead of")));
}

StepRow skipped(StepKind kind, const QString& why) {
    return row(kind, StepState::Skipped, why);
}

} // namespace knockback::connectivity
