// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/Comparison.h"
#include "app/minimize/Shrink.h"
#include "app/minimize/Verdict.h"

#include <QString>

namespace knockback::minimize {

enum class RoundKind {
    Bare,    // what of the request can be left out
    Working, // what of it differs from one that works
    Honest   // which missing header would make it pass
};

// One search for the smallest set of differences with an effect: that the request is still blocked, or for Honest that
// it passes.
class Round {
public:
    Round(RoundKind kind, Comparison comparison, std::vector<double> likelihood);

    [[nodiscard]] RoundKind kind() const { return m_kind; }
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }

    // The next question; nothing when the round is over. The whole set comes first: it has to have the effect.
    [[nodiscard]] std::optional<Choice> next();
    void answer(Verdict verdict);

    // Whether the whole set has the effect, so that there is something to find.
    [[nodiscard]] bool hasEffect() const { return m_hasEffect; }
    [[nodiscard]] bool isMinimal() { return m_hasEffect && m_shrink.isMinimal(); }
    // The differences that are needed for the effect, as far as is known.
    [[nodiscard]] std::vector<std::size_t> needed() const;
    [[nodiscard]] Choice choiceOf(const Shrink::Set& set) const;
    [[nodiscard]] Choice smallest() const { return choiceOf(m_shrink.smallest()); }
    // The smallest set without one of its own.
    [[nodiscard]] Choice smallestWithout(std::size_t difference) const;
    // What is tried, for people: "without header X-Debug".
    [[nodiscard]] QString text(const Choice& choice) const;

private:
    [[nodiscard]] Verdict effect() const { return m_kind == RoundKind::Honest ? Verdict::Passed : Verdict::Same; }

    RoundKind m_kind;
    Comparison m_comparison;
    Shrink m_shrink;
    bool m_opened = false; // the whole set was asked for
    bool m_hasEffect = false;
};

} // namespace knockback::minimize
