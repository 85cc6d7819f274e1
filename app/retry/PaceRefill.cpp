// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceRefill.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace knockback::retry {

namespace {

using namespace std::chrono_literals;

constexpr int mostDoubts = 4;
constexpr double slower = 0.8;
constexpr double slowest = 1e-6; // per second: about one in ten days

base::SteadyTime after(base::SteadyTime from, double seconds) {
    constexpr double most = 3e8; // ten years are far enough
    return from + base::Nanoseconds(static_cast<long long>(std::ceil(std::min(seconds, most) * 1e9)));
}

} // namespace

void PaceRefill::becomeAsSpent(base::Nanoseconds window) {
    m_shape = Shape::AsSpent;
    m_window = window;
    m_doubts = 0;
}

void PaceRefill::becomeBitByBit(double perSecond) {
    m_shape = Shape::BitByBit;
    m_perSecond = std::max(perSecond, slowest);
}

void PaceRefill::doubt(double limit) {
    if (m_shape == Shape::BitByBit)
        m_perSecond = std::max(m_perSecond * slower, slowest);
    else if (m_shape == Shape::AsSpent && ++m_doubts > mostDoubts)
        becomeBitByBit(limit / std::chrono::duration<double>(m_window).count());
    else
        m_window += std::max<base::Nanoseconds>(m_window / 500, 1ms);
}

double PaceRefill::Piece::back(base::SteadyTime from, base::SteadyTime to) const {
    if (count == 0 || last <= from || last > to)
        return 0;
    if (first > from)
        return count;
    return std::floor((count - 1) * double((last - from).count()) / double((last - first).count()));
}

void PaceRefill::sent(base::SteadyTime now, base::Nanoseconds span) {
    const auto piece = span / static_cast<int>(m_pieces.size() - 2);
    Piece& newest = m_pieces[m_newest];
    if (newest.count > 0 && now - newest.first <= piece) {
        newest.last = now;
        ++newest.count;
        return;
    }
    m_newest = (m_newest + 1) % m_pieces.size();
    m_pieces[m_newest] = {now, now, 1};
}

double PaceRefill::expired(base::Nanoseconds window, base::SteadyTime from, base::SteadyTime to) const {
    double count = 0;
    for (const Piece& piece : m_pieces)
        count += piece.back(from - window, to - window);
    return count;
}

double PaceRefill::gained(base::SteadyTime from, base::SteadyTime to) const {
    if (to <= from || m_shape == Shape::AtReset)
        return 0;
    if (m_shape == Shape::BitByBit)
        return m_perSecond * std::chrono::duration<double>(to - from).count();
    return expired(m_window, from, to);
}

base::SteadyTime PaceRefill::whenGained(double amount, base::SteadyTime from) const {
    if (m_shape == Shape::BitByBit)
        return after(from, amount / m_perSecond);
    for (std::size_t i = 1; m_shape == Shape::AsSpent && i <= m_pieces.size(); ++i) {
        const Piece& piece = m_pieces[(m_newest + i) % m_pieces.size()];
        amount -= piece.back(from - m_window, piece.last);
        if (amount <= 0)
            return piece.last + m_window;
    }
    return base::SteadyTime::max();
}

} // namespace knockback::retry
