// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/LabelledExchange.h"

#include "app/http/HttpDate.h"
#include "app/ratelimit/QuotaReader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <set>
#include <sstream>

namespace knockback::diagnosis::test {
namespace {

using L = QLatin1String;

// Below this a diagnosis says of itself that it may be wrong.
constexpr double unsure = 0.7;

http::HeaderList headersOf(const QJsonValue& pairs) {
    http::HeaderList headers;
    for (const auto& pair : pairs.toArray())
        headers.append(pair.toArray().at(0).toString().toUtf8(), pair.toArray().at(1).toString().toUtf8());
    return headers;
}

http::Attempt attemptOf(const QJsonObject& row) {
    http::Attempt attempt;
    const auto request = row[L("request")].toObject();
    attempt.request.method = request[L("method")].toString().toUtf8();
    attempt.request.url = request[L("url")].toString().toUtf8();
    attempt.request.headers = headersOf(request[L("headers")]);
    attempt.request.body = http::Body(request[L("body")].toString().toUtf8());
    if (const auto failure = row[L("failure")].toObject(); !failure.isEmpty()) {
        const auto detail = failure[L("detail")].toString();
        const bool ofBrowser = detail.startsWith(L("net::"));
        attempt.failure = http::fromHarError(
            (ofBrowser ? detail : failure[L("kind")].toString() + QStringLiteral(": ") + detail).toUtf8());
    }
    const auto answer = row[L("response")].toObject();
    if (answer.isEmpty())
        return attempt;
    http::Response response;
    response.head.status = answer[L("status")].toInt();
    response.head.reason = answer[L("reason")].toString().toUtf8();
    response.head.headers = headersOf(answer[L("headers")]);
    response.body = http::Body(answer[L("body")].toString().toUtf8());
    const auto timing = answer[L("timing")].toObject();
    if (timing.contains(L("ttfb_ms")))
        attempt.timing.wait = base::Milliseconds(timing[L("ttfb_ms")].toInt());
    attempt.response = std::move(response);
    return attempt;
}

bool isOneOf(const QByteArray& value, const QJsonObject& expect, L member, L others) {
    const auto name = QString::fromUtf8(value);
    return name == expect[member].toString() || expect[others].toArray().contains(name);
}

// Whether a limit counts by key or by address is often not to be seen.
bool subcauseFits(const QByteArray& subcause, const QJsonObject& expect) {
    static const std::set<QByteArray> rates{"generic", "per_key", "per_ip"};
    const auto wanted = expect[L("subcause")].toString().toUtf8();
    return wanted.isEmpty() || isOneOf(subcause, expect, L("subcause"), L("alt_subcauses")) ||
           (rates.contains(wanted) && rates.contains(subcause));
}

bool referenceFits(const std::vector<ReferenceId>& found, const QJsonObject& expect) {
    const auto wanted = expect[L("reference_id")];
    return wanted.isNull() || (!found.empty() && found.front().value.startsWith(wanted.toString()));
}

bool waitFits(std::optional<double> found, const QJsonObject& expect) {
    const auto wanted = expect[L("retry_after_s")];
    if (wanted.isNull())
        return !found;
    return found && std::abs(*found - wanted.toDouble()) <= 1;
}

} // namespace

std::vector<LabelledExchange> readLabelled(const QString& path) {
    std::vector<LabelledExchange> rows;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    while (!file.atEnd()) {
        const auto row = QJsonDocument::fromJson(file.readLine()).object();
        if (!row.isEmpty())
            rows.push_back({row[L("id")].toString(), attemptOf(row), row[L("expect")].toObject()});
    }
    return rows;
}

std::vector<std::string> ownLabelledFiles() {
    std::vector<std::string> files;
    const QDir folder(QStringLiteral(KNOCKBACK_SOURCE_DIR "/tests/app/diagnosis/data"));
    for (const auto& name : folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
        files.push_back(folder.filePath(name).toStdString());
    return files;
}

std::vector<LabelledExchange> ownLabelled() {
    std::vector<LabelledExchange> all;
    for (const auto& file : ownLabelledFiles()) {
        auto rows = readLabelled(QString::fromStdString(file));
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
    }
    return all;
}

Diagnosis diagnose(const LabelledExchange& row) {
    const auto& attempt = row.attempt;
    const auto date = attempt.response ? attempt.response->headers().value("Date") : std::nullopt;
    const auto receivedAt = http::parseHttpDate(date.value_or(QByteArray()), {}).value_or(base::WallTime{});
    return diagnose(attempt, ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), receivedAt));
}

Agreement compare(const Diagnosis& d, const QJsonObject& expect) {
    Agreement agreement;
    const bool otherCause = causeName(d.cause) != expect[L("cause")].toString().toUtf8();
    agreement.cause = isOneOf(causeName(d.cause), expect, L("cause"), L("alt_causes"));
    if (expect[L("ambiguous")].toBool())
        agreement.cause = agreement.cause && d.confidence < unsure;
    const bool details = agreement.cause && !otherCause; // those of another cause are not labelled
    agreement.subcause = !details ? agreement.cause : subcauseFits(d.subcause, expect);
    agreement.vendor = expect[L("vendor")].isNull() || isOneOf(d.vendor, expect, L("vendor"), L("alt_vendors")) ||
                       (agreement.cause && d.cause == Cause::None);
    agreement.reference = referenceFits(d.referenceIds, expect);
    agreement.wait = agreement.cause && otherCause ? true : waitFits(d.retryAfterSeconds, expect);
    const auto retryable = expect[L("retryable")];
    agreement.retryable = retryable.isUndefined() || otherCause || retryable.toBool() == d.retryable.value_or(false);
    const auto wanted = causeFromName(expect[L("cause")].toString().toUtf8());
    agreement.falseBlock = wanted && !isBlock(*wanted) && isBlock(d.cause) && !agreement.cause;
    return agreement;
}

std::string describe(const Diagnosis& d, const QJsonObject& expect) {
    std::ostringstream out;
    out << causeName(d.cause).constData() << '/' << d.subcause.constData() << " by " << d.vendor.constData() << " at "
        << d.confidence << " wait " << d.retryAfterSeconds.value_or(-1) << " ref "
        << (d.referenceIds.empty() ? std::string("-") : d.referenceIds.front().value.toStdString()) << " | expected "
        << QJsonDocument(expect).toJson(QJsonDocument::Compact).toStdString();
    return out.str();
}

} // namespace knockback::diagnosis::test
