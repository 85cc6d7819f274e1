// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunWords.h"

#include "app/ratelimit/BucketView.h"
#include "app/retry/DurationText.h"
#include "ui/widgets/Countdown.h"

#include <QCoreApplication>
#include <QLocale>

namespace knockback::ui {

using diagnosis::Cause;
using journal::CallOutcome;
using runs::RequestRun;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("RunWords", text);
}

QString requestsText(std::size_t count) {
    return count == 1 ? tr("1 request takes") : tr("%1 requests take").arg(countText(count));
}

QString numberText(double number) {
    return QLocale::c().toString(number, 'g', number < 10 ? 2 : 6);
}

// Tenths up to a minute: a run is compared with the least that it could take.
QString lengthText(base::Nanoseconds length) {
    const double seconds = std::chrono::duration<double>(length).count();
    return seconds < 60 ? tr("%1 s").arg(seconds, 0, 'f', 1) : retry::durationText(length);
}

QString limitText(const ratelimit::BucketState& bucket, base::SteadyTime now) {
    QString host = QString::fromUtf8(bucket.host);
    if (!bucket.label.isEmpty() && bucket.label != host)
        host += tr(" (%1)").arg(bucket.label);
    const auto& window = bucket.window;
    if (bucket.learned && window.limit && window.windowSeconds)
        return tr("its blocks have taught that %1 lets about %2 a second through")
            .arg(host, numberText(*window.limit / *window.windowSeconds));
    const QString left =
        window.remaining ? tr(", %1 left now").arg(numberText(ratelimit::refilled(bucket, now))) : QString();
    if (window.limit && window.refillPerSecond)
        return tr("%1 holds %2 and gives back %3 a second%4")
            .arg(host, numberText(*window.limit), numberText(*window.refillPerSecond), left);
    if (window.limit && window.windowSeconds)
        return tr("%1 lets %2 through every %3%4")
            .arg(host, numberText(*window.limit),
                 retry::durationText(base::Nanoseconds(static_cast<long long>(*window.windowSeconds * 1e9))), left);
    if (window.limit)
        return tr("%1 lets %2 through until it starts anew%3").arg(host, numberText(*window.limit), left);
    return tr("%1 is closed until then").arg(host);
}

} // namespace

QString countText(std::size_t count) {
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

QString forecastWords(std::size_t requests, int concurrency, const runs::RunForecast& forecast, base::SteadyTime now) {
    if (!forecast.known)
        return tr("No limit is known here yet. The first request goes ahead alone; its answer tells how much may be "
                  "sent, and then how long all of it takes.");
    if (forecast.limit)
        return tr("%1 at least %2: %3. %4")
            .arg(requestsText(requests), lengthText(forecast.least), limitText(*forecast.limit, now),
                 forecast.open ? tr("It may be longer, since nobody said how often the limit starts anew.")
                               : tr("Nobody can be faster without being turned away."));
    if (forecast.least <= base::Nanoseconds(0))
        return tr("What is left of the limit is enough for all %1: they go out at once.").arg(countText(requests));
    return tr("%1 about %2, %3 at once, if answers come as fast as the last one; no limit makes it longer.")
        .arg(requestsText(requests), lengthText(forecast.least))
        .arg(concurrency);
}

QString endWords(const RequestRun& run, std::optional<base::Nanoseconds> least, base::SteadyTime now) {
    const auto& counts = run.counts();
    const auto took = run.elapsed(now);
    QString text = tr("%1 of %2 passed in %3").arg(countText(counts.ok), countText(counts.total), lengthText(took));
    if (least && counts.ok == counts.total && *least > base::Nanoseconds(0))
        text += tr(", %1 times the least possible (%2)")
                    .arg(std::chrono::duration<double>(took) / std::chrono::duration<double>(*least), 0, 'f', 2)
                    .arg(lengthText(*least));
    text += tr("; %1 of %2 attempts were turned away.").arg(countText(counts.turnedAway), countText(counts.sent));
    if (counts.open > 0)
        text += u' ' + tr("%1 were not sent; they can be run now.").arg(countText(counts.open));
    return text;
}

QString outcomeWords(RequestRun::RowState state, const runs::RowResult& result) {
    switch (state) {
    case RequestRun::RowState::Open:
        return tr("not sent");
    case RequestRun::RowState::Running:
        return tr("under way");
    case RequestRun::RowState::Waiting:
        return tr("waits");
    case RequestRun::RowState::Done:
        break;
    }
    switch (result.outcome) {
    case CallOutcome::Ok:
        return tr("ok");
    case CallOutcome::Blocked:
        return tr("blocked");
    case CallOutcome::Fallback:
        return tr("fallback");
    case CallOutcome::Cancelled:
        return tr("stopped");
    case CallOutcome::Failed:
        break;
    }
    return tr("failed");
}

Cause causeOf(const runs::RowResult& result) {
    if (runs::isGood(result))
        return Cause::None;
    if (result.outcome == CallOutcome::Cancelled)
        return Cause::Network;
    return result.cause == Cause::None ? Cause::Network : result.cause;
}

std::vector<RunFact> factsOf(const RequestRun& run, const runs::RunForecast& rest, base::SteadyTime now) {
    const auto& counts = run.counts();
    const double rate = run.rate(now);
    const bool going = run.stage() == RequestRun::Stage::Going;
    const QString unknown = QStringLiteral("–");
    const bool timeKnown = going && counts.left() > 0 && rest.known;
    return {
        {countText(counts.sent), tr("sent"), tr("Attempts that went out, retries among them")},
        {countText(counts.ok), tr("ok"), tr("Rows that got their answer")},
        {countText(counts.blocked + counts.failed + counts.stopped), tr("not ok"),
         tr("Rows that ended blocked, failed or stopped")},
        {countText(counts.turnedAway), tr("turned away"),
         tr("Attempts that were blocked; most of them are tried again")},
        {countText(counts.retried), tr("retried"), tr("Attempts after a row's first")},
        {countText(counts.waiting), tr("waiting"), tr("Rows under way that wait for their turn")},
        {countText(counts.left()), tr("left"), tr("Rows that have no answer yet")},
        {rate > 0 ? tr("%1/s").arg(rate, 0, 'f', rate < 10 ? 1 : 0) : unknown, tr("rate now"),
         tr("Good answers a second, over the last ten seconds")},
        {timeKnown ? countdownText(rest.least) + (rest.open ? QStringLiteral("+") : QString()) : unknown,
         tr("time left"), tr("At least, as the limit stands now")},
        {countdownText(run.elapsed(now)), tr("elapsed"), tr("Since the start, pauses left out")},
    };
}

} // namespace knockback::ui
