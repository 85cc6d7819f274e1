// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Attempt.h"
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaWindow.h"

#include <memory>

namespace knockback::diagnosis {

class RuleSet;

// Says why an attempt was blocked, or that it was not. Compiled once; any thread.
class Diagnoser {
public:
    // The rules that are compiled in (resources/rules).
    explicit Diagnoser(const providers::Catalogue& catalogue);
    ~Diagnoser();

    // `quota` is what the limits part read from the same response (app/ratelimit).
    [[nodiscard]] Diagnosis diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota) const;

private:
    const providers::Catalogue& m_catalogue;
    std::unique_ptr<const RuleSet> m_rules;
};

} // namespace knockback::diagnosis
