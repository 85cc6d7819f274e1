// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Findings.h"
#include "app/connectivity/Sinkhole.h"

#include "app/diagnosis/Words.h"

#include <array>

namespace knockback::connectivity {

namespace {

using diagnosis::Cause;

QString text(const QByteArray& bytes) {
    return QString::fromUtf8(bytes);
}

bool isGood(const std::optional<NameAnswer>& answer, const QByteArray& host) {
    return answer && !answer->addresses.empty() && sinkholeReason(host, answer->addresses).isEmpty();
}

std::optional<Conclusion> aboutNames(const Findings& f) {
    if (!f.system || isGood(f.system, f.host))
        return std::nullopt;
    const QString name = text(f.host);
    const QString fake = sinkholeReason(f.host, f.system->addresses);
    const bool otherGood = isGood(f.other, f.host);
    if (!fake.isEmpty() && otherGood)
        return Conclusion{Side::Yours, QStringLiteral("Your resolver answers %1, another one %2: the block is on your "
                                                      "side of the network.")
                                           .arg(text(f.system->addresses.front()), text(f.other->addresses.front()))};
    if (!fake.isEmpty())
        return Conclusion{Side::Yours,
                          QStringLiteral("Your resolver answers %1 (%2).%3")
                              .arg(text(f.system->addresses.front()), fake,
                                   f.other ? QString() : QStringLiteral(" Ask another resolver to be sure."))};
    if (otherGood)
        return Conclusion{Side::Yours, (f.system->notFound
                                            ? QStringLiteral("Your resolver says that there is no %1, another one "
                                                             "answers %2: the name is kept from you on your side.")
                                            : QStringLiteral("Your resolver has no answer for %1, another one says %2: "
                                                             "the trouble is your resolver."))
                                           .arg(name, text(f.other->addresses.front()))};
    if (f.system->notFound && f.other && f.other->notFound)
        return Conclusion{Side::Theirs, QStringLiteral("Neither resolver knows %1: the name is misspelt, or gone for "
                                                       "everybody.")
                                            .arg(name)};
    if (f.system->notFound)
        return Conclusion{
            Side::Unknown,
            QStringLiteral("Your resolver says that there is no %1: the name is misspelt, gone, or kept "
                           "from you. %2")
                .arg(name, f.other
                               ? QStringLiteral("The other resolver does not tell which (%1).").arg(f.other->problem)
                               : QStringLiteral("Another resolver would tell which."))};
    return Conclusion{Side::Yours, QStringLiteral("No resolver answers (%1): this machine has no working network, or "
                                                  "questions for names do not get out.")
                                       .arg(f.system->problem)};
}

std::optional<Conclusion> aboutConnecting(const Findings& f) {
    if ((f.v4 && f.v4->ok) || (f.v6 && f.v6->ok) || (!f.v4 && !f.v6))
        return std::nullopt;
    const bool refused = (f.v4 && f.v4->refused) || (f.v6 && f.v6->refused);
    if (!f.proxy.isEmpty())
        return Conclusion{
            Side::Yours,
            QStringLiteral("Your proxy %1 cannot be reached (%2).").arg(text(f.proxy), (f.v4 ? *f.v4 : *f.v6).problem)};
    if (refused)
        return Conclusion{Side::Unknown, QStringLiteral("%1 refuses connections to port %2: the service is down, or a "
                                                        "firewall answers in its place.")
                                             .arg(text(f.host))
                                             .arg(f.port)};
    return Conclusion{
        Side::Unknown,
        QStringLiteral("Nobody answers at port %2 of %1 (%3): the server is down, or a firewall on the way "
                       "drops it. Whether it answers from another network tells which.")
            .arg(text(f.host))
            .arg(f.port)
            .arg((f.v4 ? *f.v4 : *f.v6).problem)};
}

// Sub-causes that only somebody between this machine and the server can bring about.
bool isOnTheWay(const QByteArray& subcause) {
    constexpr std::array<QByteArrayView, 8> all{
        "tls_intercepted", "captive_portal", "corporate_filter", "corporate_proxy_deny",
        "proxy_auth",      "proxy_error",    "isp_block",        "dns_sinkhole"};
    return std::find(all.begin(), all.end(), QByteArrayView(subcause)) != all.end();
}

Conclusion aboutFailure(const Findings& f) {
    const auto& failure = f.exchange->failure;
    const QString what = f.diagnosis.cause == Cause::Network && !f.diagnosis.title.isEmpty() ? f.diagnosis.title
                         : failure                                                           ? http::describe(*failure)
                                   : QStringLiteral("No answer came");
    if (f.plain && f.plainDiagnosis.cause == Cause::Network && isOnTheWay(f.plainDiagnosis.subcause))
        return {Side::Yours, QStringLiteral("%1. Over plain HTTP somebody else answers (%2): sign in to the network "
                                            "first.")
                                 .arg(what, f.plainDiagnosis.title)};
    if (isOnTheWay(f.diagnosis.subcause))
        return {Side::Yours, QStringLiteral("%1: somebody on your side of the network is in between.").arg(what)};
    const bool tlsPhase = failure && failure->phase == http::Phase::Tls;
    const bool cut = tlsPhase && failure->kind == http::FailureKind::RemoteHostClosed;
    if (cut)
        return {Side::Unknown, QStringLiteral("The connection is made and then cut during the TLS handshake, where the "
                                              "host's name is sent in the open: filters do that. Whether it works from "
                                              "another network tells.")};
    if (f.diagnosis.subcause == "cert_expired" || f.diagnosis.subcause == "cert_invalid")
        return {Side::Theirs, QStringLiteral("%1: the server's certificate does not hold; nobody else can mend it. "
                                             "(Unless this machine's clock is wrong.)")
                                  .arg(what)};
    return {Side::Unknown, QStringLiteral("%1.").arg(what)};
}

Conclusion aboutAnswer(const Findings& f) {
    if (!f.exchange->response)
        return aboutFailure(f);
    if (f.diagnosis.cause == Cause::Network)
        return {Side::Yours, QStringLiteral("%1: somebody on your side of the network answers in the server's place.")
                                 .arg(f.diagnosis.title)};
    if (diagnosis::isBlock(f.diagnosis.cause))
        return {Side::Theirs, QStringLiteral("The way to %1 is free; the server itself turns this machine away: %2.")
                                  .arg(text(f.host), f.diagnosis.title)};
    return {Side::Nobody, QStringLiteral("Everything works from here: %1 answers with %2. If your request is still "
                                         "blocked, it is because of what is in it or how often it is sent.")
                              .arg(text(f.host))
                              .arg(f.exchange->status())};
}

// What is worth saying beside the main thing.
QString besides(const Findings& f) {
    QString more;
    if (f.v4 && f.v6 && f.v4->ok != f.v6->ok)
        more += QStringLiteral(" %1 does not get through from here, %2 does.")
                    .arg(f.v4->ok ? QStringLiteral("IPv6") : QStringLiteral("IPv4"),
                         f.v4->ok ? QStringLiteral("IPv4") : QStringLiteral("IPv6"));
    if (f.clockSkew && std::chrono::abs(*f.clockSkew) > seriousSkew)
        more += QStringLiteral(" This machine's clock is %1 %2 the server's: signed requests will be refused until it "
                               "is set.")
                    .arg(diagnosis::durationText(double(std::chrono::abs(*f.clockSkew).count())),
                         f.clockSkew->count() > 0 ? QStringLiteral("behind") : QStringLiteral("ahead of"));
    return more;
}

} // namespace

Conclusion conclude(const Findings& findings) {
    auto main = aboutNames(findings);
    if (!main)
        main = aboutConnecting(findings);
    if (!main && findings.exchange)
        main = aboutAnswer(findings);
    if (!main)
        main = Conclusion{Side::Unknown, QStringLiteral("Nothing could be found out.")};
    main->sentence += besides(findings);
    return *main;
}

} // namespace knockback::connectivity
