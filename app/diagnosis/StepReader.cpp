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

std::vector<NextStep> readSteps(const StrictObject& from, QLatin1String name) {
    std::vector<NextStep> steps;
    from.forEach(name, [&](const QJsonValue& value, const QString& place) {
        if (value.isString()) {
            steps.push_back({NextAction::None, value.toString()});
            return;
        }
        const StrictObject step(value, place, {QLatin1String("do"), QLatin1String("text")}, from.errors());
        const auto action = actionFromName(step.bytes(QLatin1String("do"), true));
        if (!action)
            step.fail(QLatin1String("do"), QStringLiteral("this is not an action"));
        steps.push_back({action.value_or(NextAction::None), step.text(QLatin1String("text"), true)});
    });
    return steps;
}

} // namespace knockback::diagnosis
