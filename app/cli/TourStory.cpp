// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TourStory.h"

#include "app/http/Url.h"

namespace knockback::cli {
namespace {

QString requestText(const http::Request& request) {
    const auto url = http::parseUrl(request.url);
    return QString::fromUtf8(request.method + ' ' + (url ? url->path : request.url));
}

QString attemptLine(const journal::AttemptRecord& record) {
    const auto& attempt = record.exchange.attempt();
    const QString request = requestText(attempt.request);
    const QString status = attempt.response ? QString::number(attempt.status()) : http::describe(*attempt.failure);
    if (record.tokenRequest)
        return QStringLiteral("rotating   %1 answered %2: the token endpoint gave a new token.").arg(request, status);
    if (record.diagnosis.cause == diagnosis::Cause::None)
        return QStringLiteral("succeeded  %1 answered %2.").arg(request, status);
    QString line = QStringLiteral("blocked    %1 answered %2.").arg(request, status);
    line += QStringLiteral("\nexplained  %1").arg(record.diagnosis.title);
    if (!record.diagnosis.evidence.empty())
        line += QStringLiteral(" (%1)").arg(record.diagnosis.evidence.front().sentence);
    return line;
}

struct Teller {
    QString operator()(const journal::AttemptFinished& event) const { return attemptLine(*event.record); }
    QString operator()(const journal::WaitStarted& event) const {
        return event.reason == journal::WaitReason::Rotation ? QString()
                                                             : QStringLiteral("waiting    ") + event.sentence;
    }
    QString operator()(const journal::CredentialRotated& event) const {
        return (event.ok ? QStringLiteral("rotated    ") : QStringLiteral("not rotated  ")) + event.sentence;
    }
    QString operator()(const journal::CircuitChanged& event) const {
        return QStringLiteral("circuit    ") + event.sentence;
    }
    QString operator()(const journal::CallStarted&) const { return {}; }
    QString operator()(const journal::AttemptStarted&) const { return {}; }
    QString operator()(const journal::WaitEnded&) const { return {}; }
    QString operator()(const journal::CallFinished&) const { return {}; }
};

} // namespace

QString storyLine(const journal::Event& event) {
    return std::visit(Teller{}, event.body);
}

} // namespace knockback::cli
