// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarWriter.h"
#include "app/report/HtmlWriter.h"
#include "app/report/MarkdownWriter.h"
#include "app/report/ReportBundle.h"

#include <QBuffer>

namespace knockback::report {
namespace {

constexpr qint64 largeBody = 64 * 1024;

// The exchange without its response body. It is redacted already; doing it again changes nothing and keeps the promise
// that only a Redactor makes one.
http::RedactedAttempt withoutBody(const http::RedactedAttempt& exchange) {
    auto attempt = exchange.attempt();
    attempt.response->body = {};
    return http::Redactor().redact(attempt);
}

QByteArray writeHar(const EscalationReport& report) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    interop::HarWriter writer(buffer);
    for (const journal::AttemptPtr& record : report.input.attempts) {
        const auto& response = record->exchange.attempt().response;
        const bool drop = !report.options.largeBodies && response && response->body.size() > largeBody;
        writer.add(drop ? withoutBody(record->exchange) : record->exchange, {record->call, record->number});
    }
    const bool written = writer.finish(); // memory refuses nothing
    Q_ASSERT(written);
    Q_UNUSED(written);
    return buffer.data();
}

} // namespace

std::vector<ReportFile> reportFiles(const EscalationReport& report, const TimelinePainter& painter) {
    QByteArray picture;
    if (painter && report.options.attempts)
        picture = painter(report.input.attempts, report.input.waits);
    std::vector<ReportFile> files;
    files.push_back({"report.md", writeMarkdown(report, !picture.isEmpty())});
    files.push_back({"report.html", writeHtml(report, picture)});
    if (report.options.har)
        files.push_back({"exchanges.har", writeHar(report)});
    if (!report.reproduction.isEmpty())
        files.push_back({"reproduce.sh", report.reproduction, true});
    if (!picture.isEmpty())
        files.push_back({"timeline.png", picture});
    return files;
}

} // namespace knockback::report
