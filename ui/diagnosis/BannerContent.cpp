// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/BannerContent.h"

#include "app/retry/DurationText.h"
#include "ui/models/PlaceWords.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr std::size_t shownEvidence = 2;

QString tr(const char* text) {
    return QCoreApplication::translate("Banner", text);
}

// The words that a sentence is proved by stand in the report; here they would only make the line longer.
QString withoutQuotes(const QString& sentence) {
    const auto quotes = sentence.lastIndexOf(QStringLiteral(" [“"));
    return quotes > 0 && sentence.endsWith(QLatin1Char(']')) ? sentence.left(quotes) : sentence;
}

QStringList linesOf(const diagnosis::Diagnosis& diagnosis, const QString& decision, bool withAdvice) {
    QStringList lines;
    for (std::size_t i = 0; i < std::min(diagnosis.evidence.size(), shownEvidence); ++i)
        lines << withoutQuotes(diagnosis.evidence[i].sentence);
    if (!decision.isEmpty())
        lines << decision;
    // While the call goes on by itself, that is what happens next; advice comes when it has ended.
    if (withAdvice && !diagnosis.nextSteps.empty())
        lines << diagnosis.nextSteps.front().text;
    return lines;
}

// What is known of the last answer.
BannerContent fromDiagnosis(const journal::AttemptRecord& record, const QString& decision, bool withAdvice = false) {
    const auto& diagnosis = record.diagnosis;
    BannerContent banner;
    banner.visible = true;
    banner.cause = diagnosis.cause;
    banner.title = diagnosis.title;
    if (diagnosis.cause != Cause::None)
        banner.confidence = confidenceText(diagnosis.confidence);
    banner.lines = linesOf(diagnosis, decision, withAdvice);
    banner.docsUrl = diagnosis.docsUrl;
    banner.canEscalate = diagnosis::isBlock(diagnosis.cause);
    return banner;
}

BannerContent quietLine(Cause cause, const QString& title) {
    BannerContent banner;
    banner.visible = true;
    banner.quiet = true;
    banner.cause = cause;
    banner.title = title;
    return banner;
}

QString attemptOf(const CallState& call, int number) {
    return call.attemptLimit > 1 ? tr("attempt %1 of %2").arg(number).arg(call.attemptLimit)
                                 : tr("attempt %1").arg(number);
}

Cause causeOfWait(journal::WaitReason reason) {
    switch (reason) {
    case journal::WaitReason::Rotation:
        return Cause::Credential;
    case journal::WaitReason::OpenCircuit:
        return Cause::Overload;
    default:
        return Cause::RateLimit;
    }
}

QString titleOfWait(journal::WaitReason reason) {
    switch (reason) {
    case journal::WaitReason::Rotation:
        return tr("Renewing the credential before sending");
    case journal::WaitReason::OpenCircuit:
        return tr("Held back: the circuit is open");
    default:
        return tr("Held back: the quota is used up");
    }
}

// The place in line moves while it is watched; the sentence of the wait says how it was at its begin.
void sayPlace(BannerContent& banner, const CallState& call, const Turn& turn, bool blockedBefore) {
    const QString place = placeWords(*turn.place, turn.now);
    const QString why =
        tr("Calls for %1 go out as its quota allows, in one line, so that none is blocked.").arg(call.wait->lane);
    if (blockedBefore) {
        banner.lines.last() = tr("Now %1.").arg(place);
        return;
    }
    banner.title = place.left(1).toUpper() + place.mid(1);
    banner.lines = {why};
}

BannerContent waiting(const CallState& call, const Turn& turn) {
    const auto& wait = *call.wait;
    const auto last = call.lastAttempt();
    const bool blockedBefore = last && diagnosis::isBlock(last->diagnosis.cause);
    BannerContent banner;
    if (blockedBefore) {
        banner = fromDiagnosis(*last, wait.sentence);
    } else {
        banner.visible = true;
        banner.cause = causeOfWait(wait.reason);
        banner.title = titleOfWait(wait.reason);
        banner.lines = {wait.sentence};
    }
    if (turn.place)
        sayPlace(banner, call, turn, blockedBefore);
    banner.canCancel = true;
    if (wait.reason == journal::WaitReason::Rotation) {
        banner.cancelText = tr("Cancel");
        return banner;
    }
    banner.cancelText = tr("Cancel wait");
    banner.action = BannerAction::SkipWait;
    banner.actionText = last ? tr("Retry") : tr("Send");
    const auto due = turn.place ? turn.place->due : std::optional(wait.due);
    if (due > call.waitSince) // else nobody knows when it ends
        banner.due = due;
    return banner;
}

BannerContent sending(const CallState& call) {
    const auto last = call.lastAttempt();
    const int number = std::max(call.attempt, 1);
    const QString what = call.phase == CallPhase::Deciding
                             ? tr("Reading the answer of %1…").arg(attemptOf(call, number))
                             : tr("Sending %1…").arg(attemptOf(call, number));
    if (!last || !diagnosis::isBlock(last->diagnosis.cause)) {
        auto banner = quietLine(Cause::None, what);
        banner.canCancel = true;
        banner.cancelText = tr("Cancel");
        return banner;
    }
    auto banner = fromDiagnosis(*last, what);
    banner.canCancel = true;
    banner.cancelText = tr("Cancel");
    return banner;
}

BannerContent succeeded(const CallState& call) {
    // Redirects and challenges are how a request goes through, not something that went wrong before.
    const auto again = std::count_if(call.attempts.begin(), call.attempts.end(), [](const auto& attempt) {
        return attempt->trigger == journal::AttemptTrigger::Retry ||
               attempt->trigger == journal::AttemptTrigger::Rotation;
    });
    if (again == 0 && call.waited == base::Nanoseconds(0))
        return {};
    const auto count = std::max<std::size_t>(call.attempts.size(), 1);
    QString title = tr("Succeeded on attempt %1").arg(count);
    if (call.waited > base::Nanoseconds(0))
        title = tr("%1 after %2 of waiting").arg(title, retry::durationText(call.waited));
    return quietLine(Cause::None, title);
}

BannerContent cancelled(const CallState& call) {
    const auto last = call.lastAttempt();
    if (!last)
        return quietLine(Cause::Network, tr("Cancelled; no answer came."));
    auto banner = quietLine(
        Cause::Network,
        tr("Cancelled after %1. The last answer: %2").arg(attemptOf(call, last->number), last->diagnosis.title));
    banner.action = BannerAction::SendAgain;
    banner.actionText = tr("Send again");
    banner.canEscalate = diagnosis::isBlock(last->diagnosis.cause);
    return banner;
}

BannerContent refused(const CallState& call) {
    BannerContent banner;
    banner.visible = true;
    banner.cause = call.credentialProblem ? Cause::Credential : Cause::ClientError;
    banner.title = tr("Nothing was sent");
    banner.lines = {call.refused};
    if (call.vaultLocked) {
        banner.action = BannerAction::UnlockAndSend;
        banner.actionText = tr("Unlock and send");
    }
    return banner;
}

BannerContent ended(const CallState& call) {
    const auto last = call.lastAttempt();
    BannerContent banner;
    if (last) {
        banner = fromDiagnosis(*last, call.sentence == last->diagnosis.title ? QString() : call.sentence, true);
    } else {
        banner.visible = true;
        banner.cause = call.outcome == journal::CallOutcome::Blocked ? Cause::RateLimit : Cause::Network;
        banner.title = tr("Nothing was sent");
        banner.lines = {call.sentence};
    }
    banner.action = BannerAction::SendAgain;
    banner.actionText = tr("Send again");
    return banner;
}

} // namespace

QString confidenceText(double confidence) {
    return confidence >= 0.8   ? tr("high confidence")
           : confidence >= 0.5 ? tr("medium confidence")
                               : tr("low confidence");
}

BannerContent bannerFor(const CallState& call, const Turn& turn) {
    if (call.phase == CallPhase::Waiting && call.wait)
        return waiting(call, turn);
    if (call.running())
        return sending(call);
    if (!call.refused.isEmpty())
        return refused(call);
    switch (call.outcome.value_or(journal::CallOutcome::Failed)) {
    case journal::CallOutcome::Ok:
        return succeeded(call);
    case journal::CallOutcome::Cancelled:
        return cancelled(call);
    default:
        return ended(call);
    }
}

} // namespace knockback::ui
