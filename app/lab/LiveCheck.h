// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/LabMessage.h"
#include "app/lab/Scenario.h"
#include "app/ratelimit/Limiter.h"

#include <memory>
#include <set>

namespace knockback::lab {

class TokenOffice;

// One request on its way through the checks, and what they leave on its answer.
struct Passage {
    const LabRequest& request;
    base::SteadyTime now;
    base::WallTime wall;
    QByteArray requestId;
    QByteArray supportId;
    const TokenOffice* tokens = nullptr;
    LabReply delivery;          // faults
    http::HeaderList headers;   // Date, X-Request-Id, quotas: on every answer
    ratelimit::Verdict verdict; // of the limit that spoke last

    // The answer a scenario wrote, with the placeholders filled in.
    [[nodiscard]] LabReply fill(const AnswerSpec& spec) const;
    // The lab's own words, with the passage's headers and faults.
    [[nodiscard]] LabReply finish(LabReply reply) const;
};

// A check with its memory.
class LiveCheck {
public:
    explicit LiveCheck(Check check);

    // The answer when the check turns the request away; nothing when it lets it pass.
    [[nodiscard]] std::optional<LabReply> apply(Passage& passage);

private:
    [[nodiscard]] std::optional<LabReply> apply(const LimitCheck& check, Passage& passage);
    [[nodiscard]] std::optional<LabReply> apply(const Fault& fault, Passage& passage);

    Check m_check;
    std::unique_ptr<ratelimit::Limiter> m_limiter; // of a LimitCheck
    std::set<QByteArray> m_keys;                   // that the limiter has seen
    qint64 m_seen = 0;                             // requests that met a Fault
};

} // namespace knockback::lab
