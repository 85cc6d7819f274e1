// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/MinimizePlan.h"

namespace knockback::minimize {

// A plan against a server that is a function.
struct PlanRig {
    using Server = std::function<Verdict(const workspace::RequestDraft& draft, int number)>;

    PlanRig() {
        order.blocked.url = "http://api.example/items";
        order.evidence.cause = diagnosis::Cause::SuspiciousPattern;
        order.automatic = [](const workspace::RequestDraft& draft) {
            http::HeaderList list;
            for (const char* name : {"User-Agent", "Accept"})
                if (!omits(draft, name) && !row(draft, name))
                    list.append(name, "plain");
            return list;
        };
    }

    Result run(const Server& server) {
        MinimizePlan plan(order);
        asked.clear();
        while (const auto probe = plan.next()) {
            EXPECT_EQ(plan.next()->draft, probe->draft) << "the same until it is answered";
            asked.push_back(probe->draft);
            if (asked.size() > 1000)
                break;
            plan.take(server(probe->draft, int(asked.size())), QStringLiteral("note"));
        }
        table = plan.probes();
        return plan.result();
    }

    static bool omits(const workspace::RequestDraft& draft, const QByteArray& name) {
        const auto& omitted = draft.settings.omittedHeaders;
        return std::find(omitted.begin(), omitted.end(), name) != omitted.end();
    }
    static const workspace::HeaderRow* row(const workspace::RequestDraft& draft, const QByteArray& name) {
        for (const auto& one : draft.headers)
            if (http::sameFieldName(one.name, name))
                return &one;
        return nullptr;
    }
    static bool sends(const workspace::RequestDraft& draft, const QByteArray& name) {
        return row(draft, name) || !omits(draft, name);
    }
    static Verdict blockedIf(bool blocked) { return blocked ? Verdict::Same : Verdict::Passed; }

    Order order;
    std::vector<workspace::RequestDraft> asked;
    std::vector<ProbeRecord> table;
};

} // namespace knockback::minimize
