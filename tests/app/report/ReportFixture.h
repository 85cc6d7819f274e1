// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnoser.h"
#include "app/providers/Catalogue.h"
#include "app/report/EscalationReport.h"
#include "app/report/ReportEntryReader.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace knockback::test {

inline const QByteArray canary = "canary-7f3b9c21d8-secret";
inline const QByteArray namelessCanary = "canary-of-a-cookie-5521";
inline const base::WallTime noon = base::fromEpochMs(1'795'255'200'000); // 2026-11-21T10:00:00Z

// An exchange of GET /search/repositories that carries secrets in its URL, heads and bodies.
inline http::Attempt exchange(int status, base::Seconds after, http::HeaderList headers = {},
                              const QByteArray& body = "{}") {
    http::Attempt attempt;
    attempt.request.url = "https://api.github.com/search/repositories?q=qt&api_key=" + canary;
    attempt.request.headers = {
        {"Accept", "application/json"}, {"Authorization", "Bearer " + canary}, {"Cookie", "session=" + namelessCanary}};
    attempt.startedAt = noon + after;
    attempt.timing.total = base::Microseconds(182'400);
    attempt.connection.localAddress = "192.0.2.9:53122";
    attempt.connection.remoteAddress = "140.82.121.6:443";
    attempt.connection.httpVersion = "HTTP/2";
    attempt.connection.tlsVersion = "TLSv1.3";
    if (status == 0) {
        attempt.failure = http::NetworkFailure{http::FailureKind::Timeout, http::Phase::Connect, {}};
        return attempt;
    }
    http::Response response;
    response.head.version = "HTTP/2";
    response.head.status = status;
    response.head.headers = std::move(headers);
    response.head.headers.append("X-Github-Request-Id", "8C1E:2F41A:9E1");
    response.body = body;
    attempt.response = std::move(response);
    return attempt;
}

inline http::HeaderList limited(const QByteArray& remaining) {
    return {{"Retry-After", "41"},
            {"X-RateLimit-Limit", "30"},
            {"X-RateLimit-Remaining", remaining},
            {"X-RateLimit-Resource", "search"},
            {"X-RateLimit-Reset", QByteArray::number(base::toEpochMs(noon) / 1000 + 60)}};
}

// Reads exchanges the way the program does, with one known secret.
class Records {
public:
    Records() { m_redactor.addSecret("github-app", base::Secret(canary)); }

    journal::AttemptPtr read(const http::Attempt& attempt, int number = 1) { return m_reader.read(attempt, number); }

    // Two answers, then two blocks with quota left.
    report::ReportInput blockedInput() {
        report::ReportInput input;
        int number = 0;
        for (const int status : {200, 200, 429, 429}) {
            const QByteArray echo = "{\"message\": \"secondary rate limit for " + canary + "\"}";
            ++number;
            input.attempts.push_back(read(
                exchange(status, base::Seconds(10 * number), status == 429 ? limited("27") : http::HeaderList(), echo),
                number));
        }
        input.focus = report::defaultFocus(input.attempts);
        input.waits.push_back({noon + base::Seconds(31), noon + base::Seconds(40), journal::WaitReason::RetryAfter,
                               QStringLiteral("The server asked for 9 s.")});
        return input;
    }

    report::EscalationReport blockedReport(report::ReportOptions options = {}) {
        return report::buildReport(blockedInput(), std::move(options), providers::Catalogue::builtIn());
    }

private:
    const providers::Catalogue& m_catalogue = providers::Catalogue::builtIn();
    diagnosis::Diagnoser m_diagnoser{m_catalogue};
    http::Redactor m_redactor;
    report::ReportEntryReader m_reader{m_catalogue, m_diagnoser, m_redactor};
};

struct Finished {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

// Runs a program to its end, within 20 s.
inline Finished runProgram(const QString& program, const QStringList& arguments, const QStringList& environment = {}) {
    QProcess process;
    if (!environment.isEmpty())
        process.setEnvironment(environment);
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000)) {
        process.kill();
        process.waitForFinished(1000);
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace knockback::test
