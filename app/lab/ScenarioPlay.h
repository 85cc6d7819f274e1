// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/lab/LabMessage.h"
#include "app/lab/LiveCheck.h"
#include "app/lab/Scenario.h"
#include "app/lab/TokenOffice.h"

namespace knockback::lab {

// A scenario while it is served: its counters, tokens and faults. Says what to answer and knows no socket and no clock,
// so a whole afternoon of it can be tried in a millisecond. One thread.
class ScenarioPlay {
public:
    ScenarioPlay(const Scenario& scenario, base::RandomSource& random);

    [[nodiscard]] LabReply answer(const LabRequest& request, base::SteadyTime now, base::WallTime wall);
    // For what is no request at all: 400, 413, 431, 505. The connection ends after it.
    [[nodiscard]] LabReply answerBad(int status, const QByteArray& problem, base::WallTime wall);

private:
    struct LiveRoute {
        Route route;
        std::vector<LiveCheck> checks;
    };

    [[nodiscard]] LabReply route(Passage& passage);
    [[nodiscard]] Passage passage(const LabRequest& request, base::SteadyTime now, base::WallTime wall);

    base::RandomSource& m_random;
    std::optional<TokenOffice> m_tokens;
    std::vector<LiveCheck> m_checks;
    std::vector<LiveRoute> m_routes;
};

// Whether a request path is one of a route's pattern.
[[nodiscard]] bool matchesPath(QByteArrayView pattern, QByteArrayView path);

} // namespace knockback::lab
