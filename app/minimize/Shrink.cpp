// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Shrink.h"

#include <QtGlobal>

#include <algorithm>

namespace knockback::minimize {

namespace {

constexpr double certain = 1.0;

} // namespace

Shrink::Shrink(std::vector<double> likelihood)
    : m_likelihood(std::move(likelihood))
    , m_smallest(m_likelihood.size(), true) {
    for (double& one : m_likelihood)
        one = std::clamp(one, 0.001, 0.999);
}

std::optional<Shrink::Set> Shrink::next() {
    while (!m_asked) {
        m_asked = mostPromising();
        if (!m_asked)
            m_asked = unprovedNeighbour();
        if (!m_asked)
            return std::nullopt;
        if (m_good.contains(*m_asked)) // known from an earlier, larger smallest set
            answer(false);
    }
    return m_asked;
}

void Shrink::answer(bool fails) {
    Q_ASSERT(m_asked);
    const Set asked = *std::exchange(m_asked, std::nullopt);
    if (fails) {
        m_smallest = asked;
        return;
    }
    Set removed(asked.size(), false);
    for (std::size_t i = 0; i < asked.size(); ++i)
        removed[i] = m_smallest[i] && !asked[i];
    learn(removed);
    m_good.insert(asked);
}

bool Shrink::isMinimal() {
    return !next();
}

// Leaving out k elements is worth k, if none of them is needed: the best k of those least likely needed.
std::optional<Shrink::Set> Shrink::mostPromising() const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_smallest.size(); ++i)
        if (m_smallest[i] && m_likelihood[i] < certain)
            open.push_back(i);
    if (open.empty())
        return std::nullopt;
    std::stable_sort(open.begin(), open.end(),
                     [this](std::size_t a, std::size_t b) { return m_likelihood[a] < m_likelihood[b]; });
    std::size_t best = 0;
    double bestGain = 0;
    double noneNeeded = 1;
    for (std::size_t k = 0; k < open.size(); ++k) {
        noneNeeded *= 1 - m_likelihood[open[k]];
        // With even odds of one in n the last steps are worth the same; the larger one it is, in spite of rounding.
        if (const double gain = double(k + 1) * noneNeeded; gain > bestGain * (1 - 1e-9)) {
            bestGain = gain;
            best = k;
        }
    }
    Set candidate = m_smallest;
    for (std::size_t k = 0; k <= best; ++k)
        candidate[open[k]] = false;
    return candidate;
}

std::optional<Shrink::Set> Shrink::unprovedNeighbour() const {
    for (std::size_t i = 0; i < m_smallest.size(); ++i) {
        if (!m_smallest[i])
            continue;
        Set candidate = m_smallest;
        candidate[i] = false;
        if (!m_good.contains(candidate))
            return candidate;
    }
    return std::nullopt;
}

// At least one of `removed` is needed (Bayes).
void Shrink::learn(const Set& removed) {
    double noneNeeded = 1;
    for (std::size_t i = 0; i < removed.size(); ++i)
        if (removed[i])
            noneNeeded *= 1 - m_likelihood[i];
    const bool alone = std::count(removed.begin(), removed.end(), true) == 1;
    for (std::size_t i = 0; i < removed.size(); ++i)
        if (removed[i])
            m_likelihood[i] = alone ? certain : std::min(certain, m_likelihood[i] / (1 - noneNeeded));
}

} // namespace knockback::minimize
