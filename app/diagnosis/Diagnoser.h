// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/History.h"
#include "app/http/Attempt.h"
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaWindow.h"

#include <memory>

namespace knockback::diagnosis {

class Rules;

// Says why an attempt was blocked, or that it was not. Costs nothing until it is asked; any thread.
class Diagnoser {
public:
    // The rules that are compiled in (resources/rules).
    explicit Diagnoser(const providers::Catalogue& catalogue);
    // Others, for tests.
    Diagnoser(const providers::Catalogue& catalogue, std::unique_ptr<const Rules> rules);
    ~Diagnoser();

    // `quota` is what the limits part read from the same response (app/ratelimit).
    // `history` is what is known of the attempts before this one; History.h says how to fill it.
    [[nodiscard]] Diagnosis diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota,
                                     const History& history = {}) const;

private:
    const providers::Catalogue& m_catalogue;
    std::unique_ptr<const Rules> m_rules;
};

} // namespace knockback::diagnosis
