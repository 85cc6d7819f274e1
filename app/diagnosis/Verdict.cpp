// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Verdict.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

constexpr std::size_t causes = static_cast<std::size_t>(Cause::ClientError) + 1;
constexpr double surest = 0.995;     // no number of rules makes a certainty
constexpr double ownPage = 0.6;      // attribution from here on: the page is that server's own
constexpr double ownServer = 0.5;    // and from here: that server answered, not only stands in the way
constexpr double worthMention = 0.1; // of the winner's odds

using Scores = std::array<double, causes>;

double weightOf(const Match& match) {
    return match.rule->weight;
}

void sortStrongestFirst(std::vector<Match>& matches) {
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return weightOf(a) > weightOf(b); });
}

// `matches` strongest first.
Scores scoresOf(const std::vector<Match>& matches) {
    Scores doubt;
    doubt.fill(1);
    std::array<bool, causes> priorSeen{};
    for (const auto& match : matches) {
        const auto cause = static_cast<std::size_t>(match.rule->cause);
        if (match.rule->kind == EvidenceKind::Prior && std::exchange(priorSeen[cause], true))
            continue;
        doubt[cause] *= 1 - weightOf(match);
    }
    Scores scores;
    std::transform(doubt.begin(), doubt.end(), scores.begin(), [](double d) { return std::min(1 - d, surest); });
    return scores;
}

double odds(double score) {
    return score / (1 - score);
}

template <typename Value>
Value firstOf(const std::vector<Match>& matches, Value Rule::*member) {
    for (const auto& match : matches)
        if (match.rule->*member != Value{})
            return match.rule->*member;
    return {};
}

// The sub-cause of the strongest rule; but a rule that only says "some limit", "not accepted", "overloaded" gives way
// to a weaker one that says which and why. Not to a used-up quota: "quota exceeded" is also said of a minute's.
QByteArray subcauseOf(const std::vector<Match>& proof) {
    constexpr std::array<QByteArrayView, 5> unspecific{"generic", "per_key", "invalid", "overloaded", "upstream_error"};
    constexpr double sureEnough = 0.7;
    const auto isUnspecific = [&](const QByteArray& subcause) {
        return subcause.isEmpty() || std::find(unspecific.begin(), unspecific.end(), subcause) != unspecific.end();
    };
    const QByteArray strongest = firstOf(proof, &Rule::subcause);
    if (!isUnspecific(strongest))
        return strongest;
    for (const auto& match : proof) {
        const auto& subcause = match.rule->subcause;
        if (weightOf(match) >= sureEnough && match.rule->kind == EvidenceKind::Decision && !isUnspecific(subcause) &&
            subcause != "quota_exhausted")
            return subcause;
    }
    return strongest;
}

void splitByCause(std::vector<Match>& matches, const Scores& scores, Verdict& verdict) {
    const double winner = odds(scores[static_cast<std::size_t>(verdict.cause)]);
    for (auto& match : matches) {
        const Cause cause = match.rule->cause;
        const double share = odds(scores[static_cast<std::size_t>(cause)]) / winner;
        if (cause == verdict.cause)
            verdict.proof.push_back(std::move(match));
        else if (share >= worthMention || (isBlock(cause) && isBlock(verdict.cause)))
            verdict.against.push_back(std::move(match));
    }
}

} // namespace

Verdict judge(std::vector<Match> matches) {
    Verdict verdict;
    sortStrongestFirst(matches);
    const auto isAttribution = [](const Match& m) { return m.rule->kind == EvidenceKind::Attribution; };
    std::copy_if(matches.begin(), matches.end(), std::back_inserter(verdict.attribution), isAttribution);
    std::erase_if(matches, isAttribution);
    if (!verdict.attribution.empty()) {
        const Rule& strongest = *verdict.attribution.front().rule;
        verdict.answeredBy = strongest.weight >= ownPage ? strongest.vendor : QByteArray();
        verdict.servedBy = strongest.weight >= ownServer ? strongest.vendor : QByteArray();
    }
    if (matches.empty())
        return verdict;

    const Scores scores = scoresOf(matches);
    const auto best = std::max_element(scores.begin(), scores.end());
    verdict.cause = static_cast<Cause>(best - scores.begin());
    double all = 0;
    for (const double score : scores)
        all += odds(score);
    verdict.confidence = *best * odds(*best) / all;
    splitByCause(matches, scores, verdict);
    verdict.subcause = subcauseOf(verdict.proof);
    verdict.vendor = firstOf(verdict.proof, &Rule::vendor);
    for (const auto& match : verdict.proof)
        if (!verdict.retryable && match.rule->subcause == verdict.subcause)
            verdict.retryable = match.rule->retryable;
    return verdict;
}

} // namespace knockback::diagnosis
