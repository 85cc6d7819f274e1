// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Diagnoser.h"

#include "app/diagnosis/CompiledRules.h"
#include "app/diagnosis/References.h"
#include "app/diagnosis/Verdict.h"
#include "app/diagnosis/WaitHint.h"
#include "app/diagnosis/Words.h"

namespace knockback::diagnosis {
namespace {

// Who decided: as the rules say; else, when the answer is no ordinary one, whose host it is; else who seems to have
// answered.
QByteArray vendorFor(const Verdict& verdict, const Subject& subject, const Rules& rules,
                     const providers::Provider* ofHost) {
    if (verdict.cause == Cause::None)
        return {};
    if (!verdict.vendor.isEmpty())
        return verdict.vendor;
    if (verdict.cause == Cause::Network)
        return {};
    if (const Vendor* vendor = rules.vendorOfHost(subject.host))
        return vendor->id;
    if (!verdict.answeredBy.isEmpty())
        return verdict.answeredBy;
    return ofHost ? ofHost->id : verdict.servedBy;
}

std::vector<Evidence> evidenceOf(const Verdict& verdict, const Rules& rules) {
    std::vector<Evidence> evidence;
    for (const auto& match : verdict.proof)
        evidence.push_back(evidenceFrom(match.rule->says, match.seen, match.rule->weight));
    for (const auto& match : verdict.against) {
        const Wording* words = rules.words(match.rule->cause, {});
        const QString says =
            QStringLiteral("Speaks for another cause (%1): %2")
                .arg(words ? words->title : QString::fromUtf8(causeName(match.rule->cause)), match.rule->says);
        evidence.push_back(evidenceFrom(says, match.seen, -match.rule->weight));
    }
    if (isBlock(verdict.cause)) {
        for (const auto& match : verdict.attribution)
            evidence.push_back(evidenceFrom(match.rule->says, match.seen, 0));
    }
    return evidence;
}

std::vector<NextStep> stepsFor(const Verdict& verdict, const Wording* words, const Rules& rules) {
    for (const auto& match : verdict.proof)
        if (!match.rule->next.empty())
            return match.rule->next;
    if (words && !words->next.empty())
        return words->next;
    const Wording* ofCause = rules.words(verdict.cause, {});
    return ofCause ? ofCause->next : std::vector<NextStep>{};
}

void addLinks(Diagnosis& diagnosis, const providers::Provider* provider, const Vendor* vendor) {
    if (provider) {
        diagnosis.docsUrl = diagnosis.cause == Cause::RateLimit && !provider->limitsUrl.isEmpty() ? provider->limitsUrl
                                                                                                  : provider->docsUrl;
        diagnosis.supportUrl = provider->supportUrl;
    }
    if (diagnosis.docsUrl.isEmpty() && vendor)
        diagnosis.docsUrl = vendor->docsUrl;
    if (diagnosis.supportUrl.isEmpty() && vendor)
        diagnosis.supportUrl = vendor->supportUrl;
}

} // namespace

Diagnoser::Diagnoser(const providers::Catalogue& catalogue)
    : Diagnoser(catalogue, std::make_unique<const CompiledRules>(builtInRuleTables)) {}

Diagnoser::Diagnoser(const providers::Catalogue& catalogue, std::unique_ptr<const Rules> rules)
    : m_catalogue(catalogue)
    , m_rules(std::move(rules)) {}

Diagnoser::~Diagnoser() = default;

Diagnosis Diagnoser::diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota,
                              const History& history) const {
    const Subject subject(attempt, quota, m_rules->requestPatterns(attempt), history);
    const Verdict verdict = judge(m_rules->match(subject));
    const providers::Provider* ofHost = m_catalogue.forHost(subject.host);

    Diagnosis d;
    d.cause = verdict.cause;
    d.subcause = verdict.subcause;
    d.vendor = vendorFor(verdict, subject, *m_rules, ofHost);
    d.confidence = verdict.confidence;
    const Wording* words = m_rules->words(d.cause, d.subcause);
    d.retryable = verdict.retryable;
    if (!d.retryable && words)
        d.retryable = words->retryable;
    d.retryAfterSeconds = retryAfterSeconds(subject, d.cause, d.retryable.value_or(false));

    const providers::Provider* decided = m_catalogue.byId(d.vendor);
    const providers::Provider* provider = decided || !d.vendor.isEmpty() ? decided : ofHost;
    const Vendor* vendor = m_rules->vendor(d.vendor);
    d.referenceIds = referencesOf(subject, *m_rules, verdict, d.vendor, provider ? provider : ofHost);
    d.evidence = evidenceOf(verdict, *m_rules);
    addLinks(d, provider, vendor);

    QString vendorName; // a provider whose answer was none of its own doing is not named
    if (!d.vendor.isEmpty())
        vendorName = decided ? decided->name : vendor ? vendor->name : QString();
    const Names names{vendorName, QString::fromUtf8(subject.host), subject.status(), d.retryAfterSeconds,
                      attempt.response ? http::signInDemand(attempt.response->headers()) : http::SignInDemand{}};
    d.title = titleFor(d.cause, words && !d.subcause.isEmpty() ? words->title : QString(), names);
    d.nextSteps = fillIn(stepsFor(verdict, words, *m_rules), names);
    std::erase_if(d.nextSteps,
                  [&](const NextStep& step) { return step.action == NextAction::OpenDocs && d.docsUrl.isEmpty(); });
    return d;
}

} // namespace knockback::diagnosis
