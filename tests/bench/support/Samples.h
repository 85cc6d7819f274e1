// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace knockback::bench {

// Measurements of one kind, in whatever unit.
class Samples {
public:
    void add(double value) { m_values.push_back(value); }
    void reserve(std::size_t count) { m_values.reserve(count); }
    [[nodiscard]] std::size_t size() const { return m_values.size(); }

    // The value that the share `part` of all does not exceed (nearest rank); 0 when there is none.
    [[nodiscard]] double percentile(double part) const {
        if (m_values.empty())
            return 0;
        auto sorted = m_values;
        std::sort(sorted.begin(), sorted.end());
        const auto last = static_cast<double>(sorted.size() - 1);
        return sorted[static_cast<std::size_t>(part * last + 0.5)];
    }
    [[nodiscard]] double median() const { return percentile(0.5); }
    [[nodiscard]] double least() const { return percentile(0); }
    [[nodiscard]] double most() const { return percentile(1); }
    [[nodiscard]] std::size_t countBelow(double bound) const {
        return static_cast<std::size_t>(
            std::count_if(m_values.begin(), m_values.end(), [&](double value) { return value < bound; }));
    }

private:
    std::vector<double> m_values;
};

} // namespace knockback::bench
