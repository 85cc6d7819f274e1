// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportInput.h"

#include "app/http/Url.h"

namespace knockback::report {
namespace {

using journal::AttemptPtr;

// Method, origin and path: what one endpoint is, whatever the query says.
QByteArray endpointOf(const AttemptPtr& attempt) {
    const http::Request& request = attempt->exchange.attempt().request;
    const auto url = http::parseUrl(request.url);
    return request.method + ' ' + (url ? url->origin() + url->path : request.url);
}

std::vector<WaitSpan> waitsOf(const std::vector<journal::Event>& events, base::CallId call) {
    std::vector<WaitSpan> waits;
    std::map<base::WaitId, WaitSpan> open;
    for (const journal::Event& event : events) {
        if (const auto* started = std::get_if<journal::WaitStarted>(&event.body); started && started->call == call) {
            open[started->wait] = {event.wall, started->dueWall, started->reason, started->sentence};
        } else if (const auto* ended = std::get_if<journal::WaitEnded>(&event.body); ended && ended->call == call) {
            if (auto span = open.extract(ended->wait)) {
                span.mapped().to = event.wall;
                waits.push_back(std::move(span.mapped()));
            }
        }
    }
    for (auto& [id, span] : open) // still waiting
        waits.push_back(std::move(span));
    return waits;
}

} // namespace

std::size_t defaultFocus(const std::vector<AttemptPtr>& attempts) {
    for (std::size_t i = attempts.size(); i-- > 0;) {
        if (diagnosis::isBlock(attempts[i]->diagnosis.cause) && !attempts[i]->tokenRequest)
            return i;
    }
    return attempts.empty() ? 0 : attempts.size() - 1;
}

ReportInput inputFromJournal(const std::vector<journal::Event>& events, base::CallId call, std::size_t most) {
    std::vector<AttemptPtr> all;
    QByteArray endpoint;
    for (const journal::Event& event : events) {
        const auto* finished = std::get_if<journal::AttemptFinished>(&event.body);
        if (!finished)
            continue;
        all.push_back(finished->record);
        if (finished->record->call == call && !finished->record->tokenRequest)
            endpoint = endpointOf(finished->record);
    }
    ReportInput input;
    if (endpoint.isEmpty())
        return input;
    std::vector<AttemptPtr> own;
    std::vector<AttemptPtr> earlier;
    for (const AttemptPtr& attempt : all) {
        if (attempt->call == call)
            own.push_back(attempt);
        else if (own.empty() && endpointOf(attempt) == endpoint)
            earlier.push_back(attempt);
    }
    if (earlier.size() > most)
        earlier.erase(earlier.begin(), earlier.end() - static_cast<std::ptrdiff_t>(most));
    input.focus = earlier.size() + defaultFocus(own);
    input.attempts = std::move(earlier);
    input.attempts.insert(input.attempts.end(), own.begin(), own.end());
    input.waits = waitsOf(events, call);
    return input;
}

ReportInput inputFromCapture(const std::vector<AttemptPtr>& attempts, std::size_t focus) {
    ReportInput input;
    if (focus >= attempts.size())
        return input;
    const QByteArray endpoint = endpointOf(attempts[focus]);
    for (std::size_t i = 0; i < attempts.size(); ++i) {
        if (endpointOf(attempts[i]) != endpoint)
            continue;
        if (i == focus)
            input.focus = input.attempts.size();
        input.attempts.push_back(attempts[i]);
    }
    return input;
}

} // namespace knockback::report
