// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/RequestRun.h"
#include "app/runs/RunForecast.h"

#include <QString>

#include <vector>

namespace knockback::ui {

// "300 requests take at least 25 s: api.example lets 50 through every 5 s, 12 are left now." What is not known is said.
[[nodiscard]] QString forecastWords(std::size_t requests, int concurrency, const runs::RunForecast& forecast,
                                    base::SteadyTime now);

// "300 of 300 passed in 25.3 s, 1.01 times the least possible (25.0 s); 0 were turned away on the way."
[[nodiscard]] QString endWords(const runs::RequestRun& run, std::optional<base::Nanoseconds> least,
                               base::SteadyTime now);

// How a row stands, for the table; and in which cause's colour.
[[nodiscard]] QString outcomeWords(runs::RequestRun::RowState state, const runs::RowResult& result);
[[nodiscard]] diagnosis::Cause causeOf(const runs::RowResult& result);

// One number of a run with its name under it.
struct RunFact {
    QString value;
    QString name;
    QString hint; // what it means
    bool operator==(const RunFact&) const = default;
};
[[nodiscard]] std::vector<RunFact> factsOf(const runs::RequestRun& run, const runs::RunForecast& rest,
                                           base::SteadyTime now);

// "1,234"
[[nodiscard]] QString countText(std::size_t count);

} // namespace knockback::ui
