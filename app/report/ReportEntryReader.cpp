// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportEntryReader.h"

#include "app/diagnosis/RedactDiagnosis.h"
#include "app/http/Url.h"
#include "app/ratelimit/QuotaReader.h"

namespace knockback::report {
journal::AttemptPtr ReportEntryReader::read(const http::Attempt& attempt, int number) const {
    auto quota = ratelimit::readQuota(attempt, m_catalogue, attempt.startedAt + attempt.timing.total);
    auto diagnosis = m_diagnoser.diagnose(attempt, quota);
    diagnosis::hideSecrets(diagnosis, m_redactor);
    for (QString& problem : quota.problems)
        problem = QString::fromUtf8(m_redactor.redact(problem.toUtf8()));
    const auto url = http::parseUrl(attempt.request.url);
    const auto* provider = url ? m_catalogue.forHost(url->host) : nullptr;
    return std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{
        .call = {},
        .id = {static_cast<std::uint64_t>(number)},
        .number = number,
        .requestName = {},
        .provider = provider ? provider->id : QByteArray(),
        .lane = url ? QString::fromUtf8(url->host) : QString(),
        .exchange = m_redactor.redact(attempt),
        .diagnosis = std::move(diagnosis),
        .quota = std::move(quota),
        .decision = {},
        .tokenRequest = false,
    });
}

} // namespace knockback::report
