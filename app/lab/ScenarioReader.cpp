// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/ScenarioReader.h"

#include <QJsonDocument>

namespace knockback::lab {

namespace {

LabError bad(const QString& where, const QString& what) {
    return {LabErrorKind::BadScenario, QStringLiteral("The scenario %1 cannot be used: %2.").arg(where, what)};
}

// "line 3, column 14" of a byte offset.
QString lineAndColumn(const QByteArray& text, qsizetype offset) {
    const QByteArrayView before = QByteArrayView(text).first(std::clamp<qsizetype>(offset, 0, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return QStringLiteral("line %1, column %2").arg(line).arg(before.size() - before.lastIndexOf('\n'));
}

QByteArray readPath(JsonObjectReader& json, std::optional<QString> fallback = {}) {
    const QByteArray path = json.text("path", std::move(fallback)).toUtf8();
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

void readScenario(JsonObjectReader& json, Scenario& scenario) {
    scenario.name = json.text("name").toUtf8();
    scenario.title = json.text("title");
    scenario.description = json.text("description");
    json.object("tokens", false, [&](JsonObjectReader& tokens) { scenario.tokens = readTokenEndpoint(tokens); });
    json.objects("checks", [&](JsonObjectReader& check) { scenario.checks.push_back(readCheck(check)); });
    json.objects("routes", [&](JsonObjectReader& route) { scenario.routes.push_back(readRoute(route)); });
    if (scenario.routes.empty())
        json.fail("routes", QStringLiteral("must have at least one route"));
    if (wantsTokens(scenario) && !scenario.tokens)
        json.fail("tokens", QStringLiteral("must be there, because a check wants a token"));
    json.done();
}

} // namespace

Route readRoute(JsonObjectReader& json) {
    Route route;
    const QStringList methods = json.texts("method");
    if (json.has("method"))
        route.methods.clear();
    for (const QString& method : methods)
        route.methods.push_back(method.toUtf8());
    if (route.methods.empty())
        json.fail("method", QStringLiteral("must name at least one method"));
    route.path = readPath(json);
    json.objects("checks", [&](JsonObjectReader& check) { route.checks.push_back(readCheck(check)); });
    json.object("answer", true, [&](JsonObjectReader& answer) { route.answer = readAnswer(answer); });
    return route;
}

TokenEndpoint readTokenEndpoint(JsonObjectReader& json) {
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
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return base::Failure(
            bad(where, QStringLiteral("%1: %2").arg(lineAndColumn(json, error.offset), error.errorString())));
    if (!document.isObject())
        return base::Failure(bad(where, QStringLiteral("it must be one JSON object")));
    Scenario scenario;
    QString problem;
    JsonObjectReader reader(document.object(), {}, problem);
    readScenario(reader, scenario);
    if (!problem.isEmpty())
        return base::Failure(bad(where, problem));
    return scenario;
}

} // namespace knockback::lab
