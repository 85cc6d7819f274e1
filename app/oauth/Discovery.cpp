// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Discovery.h"

#include "app/oauth/ClientSettings.h"
#include "app/oauth/Endpoint.h"

namespace knockback::oauth {

namespace {
using base::Failure;
constexpr std::chrono::hours keptFor(1);
} // namespace

class DiscoveryDesk::Asking {
public:
    Asking(DiscoveryDesk& desk, const vault::Credential& credential, std::function<void(const Answer&)> answered)
        : m_desk(desk)
        , m_credential(credential.name)
        , m_issuer(credential.issuer)
        , m_settings(settingsOf(credential))
        , m_urls(wellKnownUrls(m_issuer))
        , m_answered(std::move(answered)) {}

    void start() {
        auto& parts = m_desk.m_parts;
        const auto known = m_desk.m_known.find(key());
        if (known != m_desk.m_known.end() && parts.scheduler.clock().steadyNow() - known->second.since < keptFor)
            return later(known->second.metadata);
        if (m_urls.empty())
            return later(Failure(QStringLiteral("“%1” is not an issuer that can be asked: write it as https://host, "
                                                "without a query.")
                                     .arg(QString::fromUtf8(m_issuer))));
        askNext();
    }

private:
    void askNext() {
        auto request = documentGet(m_urls[m_next++]);
        request.options.caFile = m_settings.caFile;
        m_call = std::make_unique<EndpointCall>(m_desk.m_parts, request,
                                                [this](const http::Attempt& attempt) { answered(attempt); });
    }

    void answered(const http::Attempt& attempt) {
        auto& parts = m_desk.m_parts;
        if (parts.observed)
            parts.observed(m_credential, attempt);
        const bool found = attempt.response && !attempt.failure && attempt.status() == 200;
        if (!found && m_next < m_urls.size())
            return later([this] { askNext(); });
        if (!found)
            return tell(Failure(problem(attempt)));
        auto metadata = parseMetadata(attempt.response->body.bytes(), m_issuer, showsCertificate());
        if (metadata)
            m_desk.m_known[key()] = {*metadata, parts.scheduler.clock().steadyNow()};
        tell(metadata);
    }

    [[nodiscard]] bool showsCertificate() const { return !m_settings.certificateFile.isEmpty(); }
    [[nodiscard]] std::pair<QByteArray, bool> key() const { return {m_issuer, showsCertificate()}; }
    [[nodiscard]] QString problem(const http::Attempt& attempt) const {
        const QString what = attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                             : QStringLiteral("it answered %1").arg(attempt.status());
        return QStringLiteral("%1 could not be asked for its endpoints: %2. Check the issuer, or give the token URL.")
            .arg(QString::fromUtf8(m_issuer), what);
    }

    void later(Answer answer) {
        later([this, answer = std::move(answer)] { tell(answer); });
    }
    void later(std::function<void()> step) { m_timer = m_desk.m_parts.scheduler.after({}, std::move(step)); }
    void tell(const Answer& answer) {
        const auto answered = std::move(m_answered);
        answered(answer);
    }

    DiscoveryDesk& m_desk;
    QByteArray m_credential;
    QByteArray m_issuer;
    ClientSettings m_settings;
    std::vector<QByteArray> m_urls;
    std::size_t m_next = 0;
    std::function<void(const Answer&)> m_answered;
    base::TimerHandle m_timer;
    std::unique_ptr<EndpointCall> m_call;
};

DiscoveryDesk::Ticket DiscoveryDesk::ask(const vault::Credential& credential,
                                         std::function<void(const Answer&)> answered) {
    Ticket ticket(new Asking(*this, credential, std::move(answered)), [](Asking* asking) { delete asking; });
    ticket->start();
    return ticket;
}

} // namespace knockback::oauth
