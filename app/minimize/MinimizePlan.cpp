// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/MinimizePlan.h"

#include "app/minimize/Bare.h"
#include "app/minimize/Likelihood.h"

#include <algorithm>

namespace knockback::minimize {

MinimizePlan::MinimizePlan(Order order) : m_order(std::move(order)), m_smallest(m_order.blocked) {
    if (m_order.working)
        m_agenda = {RoundKind::Working};
    else if (somethingIsMissing(m_order.evidence))
        m_agenda = {RoundKind::Honest, RoundKind::Bare};
    else
        m_agenda = {RoundKind::Bare, RoundKind::Honest};
    m_result.comparedWithWorking = m_order.working.has_value();
}

std::optional<Probe> MinimizePlan::next() {
    while (m_stage != Stage::Done && !m_asked) {
        auto wanted = question();
        if (!wanted)
            continue; // it went on to the next stage
        if (const Known* known = m_stage == Stage::Again ? nullptr : recall(wanted->draft)) {
            absorb(known->verdict, known->note);
            continue;
        }
        if (int(m_probes.size()) >= m_order.probes) {
            finish(End::Found);
            break;
        }
        m_asked = std::move(wanted);
        m_probes.push_back({int(m_probes.size()) + 1, m_asked->text, std::nullopt, {}});
    }
    return m_asked;
}

void MinimizePlan::take(Verdict verdict, const QString& note) {
    Q_ASSERT(m_asked);
    m_probes.back().verdict = verdict;
    m_probes.back().note = note;
    const bool baseline = m_stage == Stage::Blocked || m_stage == Stage::Working;
    const bool surprising = verdict == Verdict::Unclear || (baseline && verdict == Verdict::Passed);
    const bool expected = m_stage == Stage::Working && verdict == Verdict::Passed;
    if (surprising && !expected && !m_again && int(m_probes.size()) < m_order.probes) {
        m_again = true;
        m_probes.push_back({int(m_probes.size()) + 1, m_asked->text + QStringLiteral(", once more"), std::nullopt, {}});
        return;
    }
    const auto& before = m_probes.size() > 1 ? m_probes[m_probes.size() - 2].verdict : std::nullopt;
    if (std::exchange(m_again, false) && before != Verdict::Unclear && before != verdict)
        m_result.flaky = true;
    const Probe asked = *std::exchange(m_asked, std::nullopt);
    m_known.push_back({asked.draft, verdict, note});
    absorb(verdict, note);
}

void MinimizePlan::stop(const QString& why) {
    if (m_stage == Stage::Done)
        return;
    m_result.stopped = why;
    finish(End::Stopped);
}

std::optional<Probe> MinimizePlan::question() {
    switch (m_stage) {
    case Stage::Blocked:
        return Probe{m_order.blocked, QStringLiteral("the request as it was blocked")};
    case Stage::Working:
        return Probe{*m_order.working, QStringLiteral("the working request")};
    case Stage::Search:
        if (m_rounds.empty())
            return startRound(), std::nullopt;
        if (const auto choice = m_rounds.back().next())
            return Probe{m_rounds.back().comparison().draft(*choice), m_rounds.back().text(*choice)};
        startRound();
        return std::nullopt;
    case Stage::Only:
        if (const auto probe = withoutDecider())
            return probe;
        m_stage = Stage::Again;
        return std::nullopt;
    case Stage::Again:
        return Probe{m_smallest, QStringLiteral("the smallest one again")};
    case Stage::Done:
        break;
    }
    return std::nullopt;
}

void MinimizePlan::absorb(Verdict verdict, const QString& note) {
    switch (m_stage) {
    case Stage::Blocked:
    case Stage::Working:
        settleBaseline(verdict, note);
        break;
    case Stage::Search:
        m_rounds.back().answer(verdict);
        if (m_rounds.back().hasEffect() && m_rounds.back().kind() != RoundKind::Honest)
            m_smallest = m_rounds.back().comparison().draft(m_rounds.back().smallest());
        break;
    case Stage::Only:
        if (verdict == Verdict::Passed || verdict == Verdict::Same)
            m_result.only = verdict == Verdict::Passed;
        m_stage = Stage::Again;
        break;
    case Stage::Again:
        m_result.confirmed = verdict == Verdict::Same;
        m_result.flaky = m_result.flaky || verdict == Verdict::Passed || verdict == Verdict::Otherwise;
        finish(End::Found);
        break;
    case Stage::Done:
        break;
    }
}

void MinimizePlan::settleBaseline(Verdict verdict, const QString& note) {
    const bool blocked = m_stage == Stage::Blocked;
    if (verdict == (blocked ? Verdict::Same : Verdict::Passed)) {
        m_stage = blocked && m_order.working ? Stage::Working : Stage::Search;
        return;
    }
    m_result.note = note;
    finish(blocked ? End::NotReproduced : End::WorkingFails);
}

void MinimizePlan::startRound() {
    const std::size_t number = m_rounds.size();
    if (number == m_agenda.size()) {
        m_stage = Stage::Only;
        return;
    }
    const RoundKind kind = m_agenda[number];
    // Languages are asked for only while nothing else explains the block.
    const bool explained = number > 0 && !m_rounds.back().needed().empty();
    workspace::RequestDraft other = kind == RoundKind::Working ? *m_order.working
                                    : kind == RoundKind::Bare
                                        ? bareRequest(m_smallest, m_order.sentCookies, m_order.sentHttp2)
                                        : withHonestHeaders(m_smallest, !explained);
    Comparison comparison(m_smallest, std::move(other), m_order.automatic);
    auto likely = likelihood(comparison.differences(), m_order.evidence);
    m_rounds.emplace_back(kind, std::move(comparison), std::move(likely));
}

const MinimizePlan::Known* MinimizePlan::recall(const workspace::RequestDraft& draft) const {
    const auto found =
        std::find_if(m_known.rbegin(), m_known.rend(), [&draft](const Known& known) { return known.draft == draft; });
    return found == m_known.rend() ? nullptr : &*found;
}

// The whole blocked request but for the part that decides: does it pass? Then nothing else in it is enough for a block.
std::optional<Probe> MinimizePlan::withoutDecider() {
    for (const Round& round : m_rounds) {
        for (const std::size_t i : round.needed()) {
            const Known* known = recall(round.comparison().draft(round.smallestWithout(i)));
            if (round.kind() == RoundKind::Honest || !known || known->verdict != Verdict::Passed)
                continue;
            Choice choice(round.comparison().differences().size(), true);
            choice[i] = false;
            return Probe{
                round.comparison().draft(choice),
                QStringLiteral("the whole request but for %1").arg(round.comparison().differences()[i].text())};
        }
    }
    return std::nullopt;
}

std::vector<Finding> MinimizePlan::findings(const Round& round) const {
    std::vector<Finding> found;
    for (const std::size_t i : round.needed()) {
        const Known* known = recall(round.comparison().draft(round.smallestWithout(i)));
        found.push_back({round.comparison().differences()[i], known ? std::optional(known->verdict) : std::nullopt,
                         known ? known->note : QString()});
    }
    return found;
}

Result MinimizePlan::result() {
    Result result = m_result;
    result.smallest = m_smallest;
    result.probes = int(m_probes.size());
    result.minimal = m_rounds.size() == m_agenda.size();
    for (Round& round : m_rounds) {
        result.minimal = result.minimal && !round.next();
        if (round.kind() != RoundKind::Honest)
            result.needed = findings(round);
        else
            for (const std::size_t i : round.needed())
                result.missing.push_back(round.comparison().differences()[i]);
    }
    return result;
}

void MinimizePlan::finish(End end) {
    m_stage = Stage::Done;
    m_asked.reset();
    if (!m_probes.empty() && !m_probes.back().verdict)
        m_probes.pop_back(); // stopped while it was under way
    m_result.end = end;
}

} // namespace knockback::minimize
