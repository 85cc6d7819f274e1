// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallReport.h"

#include "app/cli/JournalReader.h"
#include "app/cli/VaultFacts.h"
#include "app/report/ReportBundle.h"

namespace knockback::cli {

QString writeCallReport(const Invocation& invocation, session::Services& services, base::CallId call,
                        const QByteArray& credential, const QString& path) {
    auto input = report::inputFromJournal(allEvents(services.journal()), call);
    if (input.attempts.empty())
        return QStringLiteral("There is no report: nothing was sent.");
    report::ReportOptions options;
    options.credential = credentialFacts(services.vault(), credential);
    const auto report = report::buildReport(std::move(input), std::move(options), services.catalogue());
    const auto written = report::writeBundle(path, report, invocation.context.painter);
    return written ? QString() : written.error().sentence;
}

} // namespace knockback::cli
