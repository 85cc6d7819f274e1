// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunSummary.h"

#include "app/cli/ExitCode.h"
#include "app/cli/JsonOutput.h"

#include <QJsonArray>
#include <QXmlStreamWriter>

#include <cmath>

namespace knockback::cli {
namespace {

using journal::CallOutcome;

double seconds(base::Nanoseconds length) {
    return std::round(static_cast<double>(length.count()) / 1e6) / 1e3;
}

QString secondsText(base::Nanoseconds length) {
    return QString::number(seconds(length), 'f', 3);
}

int statusOf(const session::CallResult& result) {
    return result.attempts.empty() ? 0 : result.attempts.back()->exchange.attempt().status();
}

} // namespace

int RunSummary::count(CallOutcome outcome) const {
    return static_cast<int>(
        std::count_if(calls.begin(), calls.end(), [&](const RunCall& call) { return call.result.outcome == outcome; }));
}

int RunSummary::attempts() const {
    std::size_t sum = 0;
    for (const RunCall& call : calls)
        sum += call.result.attempts.size();
    return static_cast<int>(sum);
}

int RunSummary::wastedAttempts() const {
    int sum = 0;
    for (const RunCall& call : calls) {
        for (const auto& record : call.result.attempts)
            sum += diagnosis::isBlock(record->diagnosis.cause) ? 1 : 0;
    }
    return sum;
}

int RunSummary::exitCode() const {
    for (const RunCall& call : calls) {
        if (const int code = exitCodeFor(call.result); code != Done)
            return code;
    }
    return Done;
}

std::vector<journal::AttemptPtr> RunSummary::allAttempts() const {
    std::vector<journal::AttemptPtr> all;
    for (const RunCall& call : calls)
        all.insert(all.end(), call.result.attempts.begin(), call.result.attempts.end());
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a->exchange.attempt().startedAt < b->exchange.attempt().startedAt;
    });
    return all;
}

QJsonObject RunSummary::json() const {
    QJsonArray list;
    for (const RunCall& call : calls) {
        QJsonObject one = callJson(call.result);
        one.insert(QStringLiteral("name"), call.name);
        list.append(one);
    }
    QJsonObject all = totals();
    all.insert(QStringLiteral("calls"), list);
    return all;
}

QJsonObject RunSummary::totals() const {
    return {{QStringLiteral("total"), static_cast<int>(calls.size())},
            {QStringLiteral("ok"), count(CallOutcome::Ok) + count(CallOutcome::Fallback)},
            {QStringLiteral("blocked"), count(CallOutcome::Blocked)},
            {QStringLiteral("failed"), count(CallOutcome::Failed)},
            {QStringLiteral("attempts"), attempts()},
            {QStringLiteral("wastedAttempts"), wastedAttempts()},
            {QStringLiteral("wallSeconds"), seconds(wall)}};
}

QString lineOf(const RunCall& call) {
    const QString outcome = QString::fromUtf8(journal::outcomeName(call.result.outcome));
    const int status = statusOf(call.result);
    const QString line = QStringLiteral("%1 %2 %3 s %4")
                             .arg(outcome, -9)
                             .arg(status ? QString::number(status) : QStringLiteral("-"), 3)
                             .arg(secondsText(call.length), 8)
                             .arg(call.name);
    return call.result.sentence.isEmpty() ? line : line + QStringLiteral(": ") + call.result.sentence;
}

QString RunSummary::text() const {
    QString text;
    for (const RunCall& call : calls)
        text += lineOf(call) + u'\n';
    return text + totalsText();
}

QString RunSummary::totalsText() const {
    return QStringLiteral("%1 of %2 ok, %3 blocked, %4 failed; %5 attempts, %6 of them wasted, in %7 s")
        .arg(count(CallOutcome::Ok) + count(CallOutcome::Fallback))
        .arg(calls.size())
        .arg(count(CallOutcome::Blocked))
        .arg(count(CallOutcome::Failed))
        .arg(attempts())
        .arg(wastedAttempts())
        .arg(secondsText(wall));
}

QByteArray RunSummary::junit(const QString& suite) const {
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), suite);
    xml.writeAttribute(QStringLiteral("tests"), QString::number(calls.size()));
    xml.writeAttribute(QStringLiteral("failures"), QString::number(count(CallOutcome::Blocked)));
    xml.writeAttribute(QStringLiteral("errors"), QString::number(count(CallOutcome::Failed)));
    xml.writeAttribute(QStringLiteral("skipped"), QString::number(count(CallOutcome::Cancelled)));
    xml.writeAttribute(QStringLiteral("time"), secondsText(wall));
    for (const RunCall& call : calls) {
        xml.writeStartElement(QStringLiteral("testcase"));
        xml.writeAttribute(QStringLiteral("classname"), suite);
        xml.writeAttribute(QStringLiteral("name"), call.name);
        xml.writeAttribute(QStringLiteral("time"), secondsText(call.length));
        const auto problem = [&](const QString& element) {
            xml.writeStartElement(element);
            xml.writeAttribute(QStringLiteral("message"), call.result.sentence);
            xml.writeAttribute(QStringLiteral("type"), QString::fromUtf8(journal::outcomeName(call.result.outcome)));
            xml.writeEndElement();
        };
        if (call.result.outcome == CallOutcome::Blocked)
            problem(QStringLiteral("failure"));
        else if (call.result.outcome == CallOutcome::Failed)
            problem(QStringLiteral("error"));
        else if (call.result.outcome == CallOutcome::Cancelled)
            xml.writeEmptyElement(QStringLiteral("skipped"));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace knockback::cli
