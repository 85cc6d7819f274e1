// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/Order.h"
#include "app/minimize/Result.h"
#include "app/minimize/Round.h"

namespace knockback::minimize {

struct Probe {
    workspace::RequestDraft draft;
    QString text; // what is different about it
};

// Finds the smallest request that is still blocked in the same way, or the smallest difference from one that works. A
// planner: hands out one probe after the other and takes its verdict. Never more than the order's number of probes; a
// candidate that was tried is not sent again but to confirm; an unclear answer is asked for once more. First it makes
// sure that the block is still there, last it sends the result again. Pure.
class MinimizePlan {
public:
    // `order` has nothing against it (whyNot).
    explicit MinimizePlan(Order order);

    // The next probe; nothing when it is over. The same until its answer is taken.
    [[nodiscard]] std::optional<Probe> next();
    // `note` is what came back, for people: "403 · Blocked by Cloudflare".
    void take(Verdict verdict, const QString& note);
    // Ends it here, with what is known. `why` is a sentence.
    void stop(const QString& why);

    // In the order in which they were handed out; the last one may be under way.
    [[nodiscard]] const std::vector<ProbeRecord>& probes() const { return m_probes; }
    // What is known by now.
    [[nodiscard]] Result result();

private:
    enum class Stage { Blocked, Working, Search, Only, Again, Done };
    struct Known {
        workspace::RequestDraft draft;
        Verdict verdict;
        QString note;
    };
    [[nodiscard]] std::optional<Probe> question();
    void absorb(Verdict verdict, const QString& note);
    void settleBaseline(Verdict verdict, const QString& note);
    // Begins the next round, or the last checks.
    void startRound();
    [[nodiscard]] const Known* recall(const workspace::RequestDraft& draft) const;
    [[nodiscard]] std::optional<Probe> withoutDecider();
    [[nodiscard]] std::vector<Finding> findings(const Round& round) const;
    void finish(End end);

    Order m_order;
    std::vector<RoundKind> m_agenda;
    std::vector<Round> m_rounds; // the last one runs
    workspace::RequestDraft m_smallest;
    Stage m_stage = Stage::Blocked;
    std::optional<Probe> m_asked;
    bool m_again = false; // the last answer was unclear, and is asked for once more
    std::vector<Known> m_known;
    std::vector<ProbeRecord> m_probes;
    Result m_result;
};

} // namespace knockback::minimize
