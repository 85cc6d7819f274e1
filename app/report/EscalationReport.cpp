// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/EscalationReport.h"

#include "app/providers/Catalogue.h"
#include "app/report/Fingerprint.h"
#include "app/report/ReportText.h"
#include "app/report/ReportTitle.h"
#include "app/report/ReproduceScript.h"

namespace knockback::report {
namespace {

std::vector<AttemptRow> attemptRows(const ReportInput& input) {
    std::vector<AttemptRow> rows;
    for (std::size_t i = 0; i < input.attempts.size(); ++i) {
        const journal::AttemptRecord& record = *input.attempts[i];
        const auto& attempt = record.exchange.attempt();
        AttemptRow row;
        row.number = static_cast<int>(i + 1);
        row.time = utcText(attempt.startedAt);
        row.request = QString::fromUtf8(attempt.request.method) + u' ' + pathText(attempt.request.url);
        if (record.tokenRequest)
            row.request += QStringLiteral(" (token renewal)");
        row.answer = answerText(record.exchange);
        row.duration = millisecondsText(attempt.timing.total);
        row.cause = causeText(record.diagnosis.cause);
        row.decision = record.decision;
        row.isFocus = i == input.focus;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<WaitRow> waitRows(const ReportInput& input) {
    std::vector<WaitRow> rows;
    for (const WaitSpan& wait : input.waits)
        rows.push_back({utcText(wait.from), millisecondsText(wait.length()), waitText(wait.reason), wait.sentence});
    return rows;
}

std::vector<ReadingRow> readingRows(const ReportInput& input) {
    const auto orUnknown = [](const std::optional<double>& number) {
        return number ? numberText(*number) : QStringLiteral("?");
    };
    std::vector<ReadingRow> rows;
    for (const journal::AttemptPtr& record : input.attempts) {
        for (const ratelimit::QuotaWindow& window : record->quota.windows) {
            ReadingRow row;
            row.time = utcText(record->exchange.attempt().startedAt);
            row.bucket = window.bucket;
            row.remaining =
                QStringLiteral("%1 of %2 %3").arg(orUnknown(window.remaining), orUnknown(window.limit), window.unit);
            row.reset =
                window.resetSeconds ? QStringLiteral("in ") + secondsText(*window.resetSeconds) : QStringLiteral("?");
            row.source = window.source;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

void addDiagnosis(EscalationReport& report, const diagnosis::Diagnosis& diagnosis) {
    report.diagnosis = diagnosis.title.isEmpty() ? causeText(diagnosis.cause) : diagnosis.title;
    report.diagnosis += QStringLiteral(" (%1)").arg(confidenceText(diagnosis.confidence));
    for (const auto& evidence : diagnosis.evidence)
        report.evidence << QStringLiteral("%1: %2").arg(evidence.where, evidence.sentence);
    for (const auto& step : diagnosis.nextSteps)
        report.nextSteps << step.text;
}

// The same place in several attempts is one line with their sum.
std::vector<http::Redaction> sumRedactions(const ReportInput& input) {
    std::vector<http::Redaction> sums;
    for (const journal::AttemptPtr& record : input.attempts) {
        for (const http::Redaction& one : record->exchange.redactions()) {
            const auto same = std::find_if(sums.begin(), sums.end(),
                                           [&](const http::Redaction& sum) { return sum.place == one.place; });
            if (same == sums.end())
                sums.push_back(one);
            else
                same->count += one.count;
        }
    }
    return sums;
}

} // namespace

int EscalationReport::redactionCount() const {
    int count = 0;
    for (const http::Redaction& redaction : redactions)
        count += redaction.count;
    return count;
}

EscalationReport buildReport(ReportInput input, ReportOptions options, const providers::Catalogue& catalogue) {
    Q_ASSERT(input.focus < input.attempts.size());
    const journal::AttemptPtr focus = input.attempts.at(input.focus);
    EscalationReport report;
    report.title = reportTitle(input);
    report.summary = reportSummary(input);
    report.reason = options.reason.trimmed();
    const providers::Provider* provider = catalogue.byId(focus->provider);
    if (provider)
        report.provider = provider->name;
    report.supportUrl = !focus->diagnosis.supportUrl.isEmpty() ? focus->diagnosis.supportUrl
                        : provider                             ? provider->supportUrl
                                                               : QString();
    report.docsUrl = !focus->diagnosis.docsUrl.isEmpty() ? focus->diagnosis.docsUrl
                     : provider                          ? provider->limitsUrl
                                                         : QString();
    if (options.fingerprint)
        report.fingerprint = fingerprintOf(*focus, options);
    if (options.attempts) {
        report.attempts = attemptRows(input);
        report.waits = waitRows(input);
    }
    if (options.limits)
        report.readings = readingRows(input);
    if (options.diagnosis)
        addDiagnosis(report, focus->diagnosis);
    if (options.reproduction) {
        report.reproduction = reproduceScript(focus->exchange, report.title);
        report.reproduceWith = reproduceNeeds(focus->exchange);
    }
    report.redactions = sumRedactions(input);
    report.input = std::move(input);
    report.options = std::move(options);
    return report;
}

} // namespace knockback::report
