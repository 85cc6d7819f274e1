// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Round.h"

#include <QStringList>

namespace knockback::minimize {

namespace {

constexpr std::size_t mostNamed = 3;

// "header A, header B and 4 more"
QString names(const std::vector<Difference>& differences, const Choice& choice, bool kept) {
    QStringList found;
    std::size_t count = 0;
    for (std::size_t i = 0; i < choice.size(); ++i)
        if (choice[i] == kept && ++count <= mostNamed)
            found << differences[i].text();
    const QString list = found.join(QStringLiteral(", "));
    return count <= mostNamed ? list : QStringLiteral("%1 and %2 more").arg(list).arg(count - mostNamed);
}

} // namespace

Round::Round(RoundKind kind, Comparison comparison, std::vector<double> likelihood)
    : m_kind(kind)
    , m_comparison(std::move(comparison))
    , m_shrink(std::move(likelihood)) {}

std::optional<Choice> Round::next() {
    if (!m_opened)
        return smallest();
    if (!m_hasEffect)
        return std::nullopt;
    const auto set = m_shrink.next();
    return set ? std::optional(choiceOf(*set)) : std::nullopt;
}

void Round::answer(Verdict verdict) {
    if (std::exchange(m_opened, true))
        m_shrink.answer(verdict == effect());
    else
        m_hasEffect = verdict == effect();
}

// The elements of an Honest round are additions: in the set means that it is as in the other request.
Choice Round::choiceOf(const Shrink::Set& set) const {
    Choice choice = set;
    if (m_kind == RoundKind::Honest)
        choice.flip();
    return choice;
}

std::vector<std::size_t> Round::needed() const {
    std::vector<std::size_t> found;
    const auto& set = m_shrink.smallest();
    for (std::size_t i = 0; m_hasEffect && i < set.size(); ++i)
        if (set[i])
            found.push_back(i);
    return found;
}

Choice Round::smallestWithout(std::size_t difference) const {
    Shrink::Set set = m_shrink.smallest();
    set.at(difference) = false;
    return choiceOf(set);
}

QString Round::text(const Choice& choice) const {
    const auto& all = m_comparison.differences();
    const auto kept = std::size_t(std::count(choice.begin(), choice.end(), true));
    if (kept == choice.size())
        return QStringLiteral("the request as it was blocked");
    switch (m_kind) {
    case RoundKind::Honest:
        return QStringLiteral("with %1 added").arg(names(all, choice, false));
    case RoundKind::Working:
        if (kept == 0)
            return QStringLiteral("the working request");
        return QStringLiteral("the working request with the blocked one's %1").arg(names(all, choice, true));
    case RoundKind::Bare:
        break;
    }
    if (kept == 0 && choice.size() > mostNamed)
        return QStringLiteral("without all that can be left out");
    if (kept > 0 && kept < choice.size() - kept)
        return QStringLiteral("with nothing but %1").arg(names(all, choice, true));
    return QStringLiteral("without %1").arg(names(all, choice, false));
}

} // namespace knockback::minimize
