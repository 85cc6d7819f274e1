// SPDX-License-Identifier: GPL-3.0-or-later
// Scores the labelled exchanges that lie beside the tree, where they are at hand.
#include "app/base/Clock.h"
#include "app/http/HttpDate.h"
#include "app/ratelimit/QuotaReader.h"
#include "tests/app/diagnosis/Exchange.h"

#include <QFile>

#include <iostream>

namespace knockback::diagnosis::test {
namespace {

http::HeaderList headersOf(const QJsonArray& pairs) {
    http::HeaderList headers;
    for (const auto& pair : pairs)
        headers.append(pair.toArray().at(0).toString().toUtf8(), pair.toArray().at(1).toString().toUtf8());
    return headers;
}

http::Attempt attemptOf(const QJsonObject& row) {
    http::Attempt attempt;
    const auto request = row[QLatin1String("request")].toObject();
    attempt.request.method = request[QLatin1String("method")].toString().toUtf8();
    attempt.request.url = request[QLatin1String("url")].toString().toUtf8();
    attempt.request.headers = headersOf(request[QLatin1String("headers")].toArray());
    attempt.request.body = http::Body(request[QLatin1String("body")].toString().toUtf8());
    if (const auto failure = row[QLatin1String("failure")].toObject(); !failure.isEmpty())
        attempt.failure = http::fromHarError((failure[QLatin1String("kind")].toString() + QStringLiteral(": ") +
                                              failure[QLatin1String("detail")].toString())
                                                 .toUtf8());
    const auto answer = row[QLatin1String("response")].toObject();
    if (answer.isEmpty())
        return attempt;
    http::Response response;
    response.head.status = answer[QLatin1String("status")].toInt();
    response.head.reason = answer[QLatin1String("reason")].toString().toUtf8();
    response.head.headers = headersOf(answer[QLatin1String("headers")].toArray());
    response.body = http::Body(answer[QLatin1String("body")].toString().toUtf8());
    const auto timing = answer[QLatin1String("timing")].toObject();
    if (timing.contains(QLatin1String("ttfb_ms")))
        attempt.timing.wait = base::Milliseconds(timing[QLatin1String("ttfb_ms")].toInt());
    attempt.response = std::move(response);
    return attempt;
}

bool causeFits(const QByteArray& cause, const QJsonObject& expect) {
    const auto name = QString::fromUtf8(cause);
    const auto others = expect[QLatin1String("alt_causes")].toArray();
    return name == expect[QLatin1String("cause")].toString() || others.contains(name);
}

bool vendorFits(const QByteArray& vendor, const QJsonObject& expect) {
    const auto wanted = expect[QLatin1String("vendor")];
    return wanted.isNull() || wanted.toString().toUtf8() == vendor ||
           expect[QLatin1String("alt_vendors")].toArray().contains(QString::fromUtf8(vendor));
}

bool referenceFits(const std::vector<ReferenceId>& found, const QJsonObject& expect) {
    const auto wanted = expect[QLatin1String("reference_id")];
    return wanted.isNull() || (!found.empty() && found.front().value.startsWith(wanted.toString()));
}

bool waitFits(std::optional<double> found, const QJsonObject& expect) {
    const auto wanted = expect[QLatin1String("retry_after_s")];
    if (wanted.isNull())
        return !found;
    return found && std::abs(*found - wanted.toDouble()) <= 1;
}

struct Score {
    int rows = 0, cause = 0, subcause = 0, vendor = 0, reference = 0, wait = 0, retryable = 0, falseBlocks = 0;

    void add(const QString& id, const Diagnosis& d, const QJsonObject& expect) {
        const auto wanted = expect[QLatin1String("cause")].toString();
        const bool right = causeFits(causeName(d.cause), expect);
        const bool falseBlock = (wanted == QStringLiteral("none") || wanted == QStringLiteral("client_error")) &&
                                isBlock(d.cause) && !right;
        ++rows;
        cause += right;
        subcause += expect[QLatin1String("subcause")].toString().toUtf8() == d.subcause;
        vendor += vendorFits(d.vendor, expect);
        reference += referenceFits(d.referenceIds, expect);
        wait += waitFits(d.retryAfterSeconds, expect);
        retryable += expect[QLatin1String("retryable")].toBool() == d.retryable.value_or(false);
        falseBlocks += falseBlock;
        if (!right || !vendorFits(d.vendor, expect) || !referenceFits(d.referenceIds, expect) ||
            !waitFits(d.retryAfterSeconds, expect) ||
            expect[QLatin1String("subcause")].toString().toUtf8() != d.subcause)
            std::cout << (right ? "  . " : "  X ") << id.toStdString() << ": " << causeName(d.cause).constData() << '/'
                      << d.subcause.constData() << " by " << d.vendor.constData() << " at " << d.confidence << " wait "
                      << d.retryAfterSeconds.value_or(-1) << " ref "
                      << (d.referenceIds.empty() ? std::string("-") : d.referenceIds.front().value.toStdString())
                      << " | expected " << QJsonDocument(expect).toJson(QJsonDocument::Compact).toStdString() << '\n';
    }
};

TEST(Corpus, CausesAreRightAndNothingOrdinaryIsCalledABlock) {
    QFile file(QStringLiteral(KNOCKBACK_SOURCE_DIR "/../shared/data/corpus_dev.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        GTEST_SKIP() << "the labelled exchanges are not here";
    Score score;
    while (!file.atEnd()) {
        const auto row = QJsonDocument::fromJson(file.readLine()).object();
        if (row.isEmpty())
            continue;
        const auto attempt = attemptOf(row);
        const auto date = attempt.response ? attempt.response->headers().value("Date") : std::nullopt;
        const auto receivedAt = http::parseHttpDate(date.value_or(QByteArray()), {}).value_or(base::WallTime{});
        const auto quota = ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
        score.add(row[QLatin1String("id")].toString(), diagnose(attempt, quota),
                  row[QLatin1String("expect")].toObject());
    }
    std::cout << score.rows << " rows: cause " << score.cause << ", subcause " << score.subcause << ", vendor "
              << score.vendor << ", reference " << score.reference << ", wait " << score.wait << ", retryable "
              << score.retryable << ", false blocks " << score.falseBlocks << '\n';
    ASSERT_GT(score.rows, 0);
    EXPECT_GE(score.cause, score.rows * 0.98);
    EXPECT_EQ(score.falseBlocks, 0);
}

} // namespace
} // namespace knockback::diagnosis::test
