// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/ScenarioPlay.h"

#include "app/http/HttpDate.h"

#include <QJsonDocument>

namespace knockback::lab {

namespace {

std::vector<LiveCheck> liven(const std::vector<Check>& checks) {
    std::vector<LiveCheck> live;
    for (const Check& check : checks)
        live.emplace_back(check);
    return live;
}

bool takesMethod(const Route& route, const QByteArray& method) {
    return std::any_of(route.methods.begin(), route.methods.end(), [&](const QByteArray& taken) {
        return taken == "*" || taken == method || (taken == "GET" && method == "HEAD");
    });
}

LabReply problem(int status, const QByteArray& sentence) {
    LabReply reply;
    reply.status = status;
    reply.headers.append("Content-Type", "application/json");
    reply.body = QJsonDocument(QJsonObject{{QStringLiteral("message"), QString::fromUtf8(sentence)}}).toJson();
    return reply;
}

// RFC 9112 3.2: a server must refuse an HTTP/1.1 request without exactly one Host.
bool hasHost(const LabRequest& request) {
    const std::size_t hosts = request.headers.values("Host").size();
    return hosts == 1 || (request.http10 && hosts == 0);
}

} // namespace

bool matchesPath(QByteArrayView pattern, QByteArrayView path) {
    while (!pattern.isEmpty()) {
        if (pattern == "*")
            return true;
        if (pattern.front() == '{' && pattern.contains('}')) {
            const qsizetype segment = path.contains('/') ? path.indexOf('/') : path.size();
            if (segment == 0)
                return false;
            path = path.sliced(segment);
            pattern = pattern.sliced(pattern.indexOf('}') + 1);
            continue;
        }
        if (path.isEmpty() || path.front() != pattern.front())
            return false;
        path = path.sliced(1);
        pattern = pattern.sliced(1);
    }
    return path.isEmpty();
}

ScenarioPlay::ScenarioPlay(const Scenario& scenario, base::RandomSource& random)
    : m_random(random)
    , m_checks(liven(scenario.checks)) {
    if (scenario.tokens)
        m_tokens.emplace(*scenario.tokens, random);
    for (const Route& route : scenario.routes)
        m_routes.push_back({route, liven(route.checks)});
}

Passage ScenarioPlay::passage(const LabRequest& request, base::SteadyTime now, base::WallTime wall) {
    Passage passage{.request = request,
                    .now = now,
                    .wall = wall,
                    .requestId = QByteArray::number(m_random.next(), 16).rightJustified(16, '0'),
                    .supportId = QByteArray::number(m_random.next()).rightJustified(20, '0'),
                    .tokens = m_tokens ? &*m_tokens : nullptr,
                    .delivery = {},
                    .headers = {},
                    .verdict = {}};
    passage.headers.append("Date", http::formatHttpDate(wall));
    passage.headers.append("X-Request-Id", passage.requestId);
    return passage;
}

LabReply ScenarioPlay::answer(const LabRequest& request, base::SteadyTime now, base::WallTime wall) {
    if (!hasHost(request))
        return answerBad(400, "An HTTP/1.1 request must have exactly one Host.", wall);
    Passage through = passage(request, now, wall);
    if (m_tokens && request.path() == m_tokens->path())
        return through.finish(m_tokens->answer(request, now));
    for (LiveCheck& check : m_checks)
        if (auto refused = check.apply(through))
            return *std::move(refused);
    return route(through);
}

LabReply ScenarioPlay::answerBad(int status, const QByteArray& sentence, base::WallTime wall) {
    LabReply reply = passage({}, {}, wall).finish(problem(status, sentence));
    reply.close = true;
    return reply;
}

LabReply ScenarioPlay::route(Passage& passage) {
    const QByteArray path = passage.request.path();
    QByteArrayList allowed;
    for (LiveRoute& live : m_routes) {
        if (!matchesPath(live.route.path, path))
            continue;
        if (!takesMethod(live.route, passage.request.method)) {
            allowed.append(QByteArrayList(live.route.methods.begin(), live.route.methods.end()));
            continue;
        }
        for (LiveCheck& check : live.checks)
            if (auto refused = check.apply(passage))
                return *std::move(refused);
        return passage.fill(live.route.answer);
    }
    if (allowed.isEmpty())
        return passage.finish(problem(404, "The scenario has no such path."));
    LabReply reply = problem(405, "The scenario does not take this method here.");
    reply.headers.append("Allow", allowed.join(", "));
    return passage.finish(std::move(reply));
}

} // namespace knockback::lab
