// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/ScenarioReader.h"

namespace knockback::lab {

namespace {

LabError bad(const QString& where, const QString& what) {
    return {LabErrorKind::BadScenario, QStringLiteral("The scenario %1 cannot be used: %2.").arg(where, what)};
}

QByteArray readPath(base::JsonObjectReader& json, const std::optional<QString>& fallback = {}) {
    const QByteArray path = json.text("path", fallback).toUtf8();
    if (!path.startsWith('/') || path.contains('?') || path.contains(' '))
        json.fail("path", QStringLiteral("must start with a slash and hold no blank and no question mark"));
    return path;
}

bool wantsTokens(const std::vector<Check>& checks) {
    return std::any_of(checks.begin(), checks.end(),
                       [](const Check& check) { return std::holds_alternative<TokenCheck>(check); });
}

bool wantsTokens(const Scenario& scenario) {
    return wantsTokens(scenario.checks) || std::any_of(scenario.routes.begin(), scenario.routes.end(),
                                                       [](const Route& route) { return wantsTokens(route.checks); });
}

void readScenario(base::JsonObjectReader& json, Scenario& scenario) {
    scenario.name = json.text("name").toUtf8();
    scenario.title = json.text("title");
    scenario.description = json.text("description");
    json.object("tokens", false, [&](base::JsonObjectReader& tokens) { scenario.tokens = readTokenEndpoint(tokens); });
    json.objects("checks", [&](base::JsonObjectReader& check) { scenario.checks.push_back(readCheck(check)); });
    json.objects("routes", [&](base::JsonObjectReader& route) { scenario.routes.push_back(readRoute(route)); });
    if (scenario.routes.empty())
        json.fail("routes", QStringLiteral("must have at least one route"));
    if (wantsTokens(scenario) && !scenario.tokens)
        json.fail("tokens", QStringLiteral("must be there, because a check wants a token"));
}

} // namespace

Route readRoute(base::JsonObjectReader& json) {
    Route route;
    const QStringList methods = json.texts("method");
    if (json.has("method"))
        route.methods.clear();
    for (const QString& method : methods)
        route.methods.push_back(method.toUtf8());
    if (route.methods.empty())
        json.fail("method", QStringLiteral("must name at least one method"));
    route.path = readPath(json);
    json.objects("checks", [&](base::JsonObjectReader& check) { route.checks.push_back(readCheck(check)); });
    json.object("answer", true, [&](base::JsonObjectReader& answer) { route.answer = readAnswer(answer); });
    return route;
}

TokenEndpoint readTokenEndpoint(base::JsonObjectReader& json) {
    TokenEndpoint tokens;
    tokens.path = readPath(json, QString::fromLatin1(tokens.path));
    tokens.clientId = json.text("clientId").toUtf8();
    tokens.clientSecret = json.text("clientSecret").toUtf8();
    tokens.lifetime = base::Seconds(json.integer("expiresInSeconds", 1, 86'400));
    tokens.refreshTokens = json.flag("refreshTokens", tokens.refreshTokens);
    tokens.rotateRefreshTokens = json.flag("rotateRefreshTokens", tokens.rotateRefreshTokens);
    tokens.firstRefreshToken = json.text("firstRefreshToken", QString()).toUtf8();
    return tokens;
}

base::Result<Scenario, LabError> Scenario::parse(const QByteArray& json, const QString& where) {
    const auto object = base::parseJsonObject(json);
    if (!object)
        return base::Failure(bad(where, object.error()));
    Scenario scenario;
    QString problem;
    base::JsonObjectReader reader(*object, {}, problem);
    readScenario(reader, scenario);
    reader.done();
    if (!problem.isEmpty())
        return base::Failure(bad(where, problem));
    return scenario;
}

} // namespace knockback::lab
