// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ComparePicks.h"

#include "app/http/Url.h"

#include <algorithm>

namespace knockback::ui {

namespace {

bool sameTarget(const http::Request& a, const http::Request& b) {
    const auto left = http::parseUrl(a.url);
    const auto right = http::parseUrl(b.url);
    return left && right && a.method == b.method && left->authority() == right->authority() &&
           left->path == right->path;
}

bool sameRequest(const journal::AttemptRecord& a, const journal::AttemptRecord& b) {
    if (!a.requestName.isEmpty() || !b.requestName.isEmpty())
        return a.requestName == b.requestName;
    return sameTarget(a.exchange.attempt().request, b.exchange.attempt().request);
}

} // namespace

bool isWorking(const journal::AttemptRecord& record) {
    const int status = record.exchange.attempt().status();
    return record.diagnosis.cause == diagnosis::Cause::None && status >= 200 && status < 400;
}

std::vector<ComparePick> comparePicks(const std::vector<journal::Event>& events, const journal::AttemptRecord& shown,
                                      std::size_t most) {
    std::vector<journal::AttemptPtr> others; // newest first
    bool passed = false;
    std::size_t previous = 0; // index of the first that is older than the one shown
    for (auto event = events.rbegin(); event != events.rend() && others.size() < most; ++event) {
        const auto* finished = std::get_if<journal::AttemptFinished>(&event->body);
        if (!finished || finished->record->tokenRequest)
            continue;
        if (finished->record->id == shown.id) {
            passed = true;
            previous = others.size();
        } else if (sameRequest(*finished->record, shown)) {
            others.push_back(finished->record);
        }
    }
    std::vector<ComparePick> picks;
    const auto take = [&](std::size_t index, ComparePick::Why why) {
        if (index < others.size() && others[index])
            picks.push_back({why, std::exchange(others[index], nullptr)});
    };
    const auto working =
        std::find_if(others.begin(), others.end(), [](const auto& record) { return isWorking(*record); });
    take(static_cast<std::size_t>(working - others.begin()), ComparePick::LastWorking);
    if (passed)
        take(previous, ComparePick::PreviousAttempt);
    for (std::size_t i = 0; i < others.size(); ++i)
        take(i, ComparePick::SameRequest);
    return picks;
}

} // namespace knockback::ui
