// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/StepReader.h"

#include <array>
#include <utility>

namespace knockback::diagnosis {
namespace {

constexpr std::array<std::pair<QByteArrayView, NextAction>, 8> actions{{
    {"wait", NextAction::Wait},
    {"rotate", NextAction::Rotate},
    {"sign_in", NextAction::SignIn},
    {"set_user_agent", NextAction::SetUserAgent},
    {"slow_down", NextAction::SlowDown},
    {"open_docs", NextAction::OpenDocs},
    {"rehearse", NextAction::Rehearse},
    {"escalate", NextAction::Escalate},
}};

} // namespace

std::optional<NextAction> actionFromName(QByteArrayView name) {
    for (const auto& [known, action] : actions)
        if (known == name)
            return action;
    return std::nullopt;
}

std::vector<NextStep> readSteps(base::JsonObjectReader& from, const char* name) {
    std::vector<NextStep> steps;
    const auto readStep = [&](base::JsonObjectReader& step) {
        const auto action = actionFromName(step.bytes("do"));
        if (!action)
            step.fail("do", QStringLiteral("must be an action that is known"));
        steps.push_back({action.value_or(NextAction::None), step.text("text")});
    };
    from.each(name, [&](const QJsonValue& value, const QString& place) {
        if (value.isString())
            steps.push_back({NextAction::None, value.toString()});
        else
            from.readObject(value, place, readStep);
    });
    return steps;
}

} // namespace knockback::diagnosis
