// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"
#include "app/http/HeaderList.h"
#include "app/lab/LabError.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace knockback::lab {

// One answer as a scenario writes it. Header values and body may hold {{requestId}}, {{supportId}}, {{ip}},
// {{retryAfter}} (whole seconds) and {{limit}}.
struct AnswerSpec {
    int status = 200;
    http::HeaderList headers;
    QByteArray body;
};

enum class Algorithm { FixedWindow, SlidingWindow, TokenBucket };
enum class HeaderDialect { None, Draft8, Draft7, Draft6, LegacyEpoch, LegacyDelta };
enum class RetryAfterForm { None, Seconds, HttpDate };

// Turns away what is too many, and announces the quota on every answer that passes it.
struct LimitCheck {
    QByteArray policy = "default"; // the name that draft-8 fields carry
    Algorithm algorithm = Algorithm::FixedWindow;
    qint64 limit = 1;
    base::Milliseconds window{1000};
    QByteArray keyHeader; // counts per value of this request header; empty = per client address
    HeaderDialect dialect = HeaderDialect::None;
    RetryAfterForm retryAfter = RetryAfterForm::None;
    qint64 alreadyUsed = 0; // by others, when a key is first seen
    AnswerSpec answer;
};

// Turns away by User-Agent, as a web application firewall does.
struct UserAgentCheck {
    bool denyMissing = false; // no User-Agent, or an empty one
    std::vector<QRegularExpression> deny;
    AnswerSpec answer;
};

// Turns away by client address, as a geographic block does.
struct GeoCheck {
    struct Network {
        QHostAddress address;
        int prefix = 0;
    };
    std::vector<Network> deny;
    AnswerSpec answer;
};

// Wants a Bearer token of the scenario's token endpoint (RFC 6750).
struct TokenCheck {
    QByteArray realm = "lab";
};

enum class FaultKind { Delay, Drip, Truncate, Reset, Status };

// Spoils the delivery of an answer, or (Status) replaces it.
struct Fault {
    FaultKind kind = FaultKind::Delay;
    base::Milliseconds time{0}; // Delay: before the first byte; Drip: between two pieces
    qint64 bytes = 1;           // Drip: size of a piece; Truncate: of the body, what is still sent
    qint64 times = 0;           // only the first so many requests that get here; 0 = all
    AnswerSpec answer;          // Status
};

// In the order of the file; the first one that turns a request away answers it.
using Check = std::variant<LimitCheck, UserAgentCheck, GeoCheck, TokenCheck, Fault>;

struct Route {
    std::vector<QByteArray> methods{"GET"}; // "*" = any; GET serves HEAD too
    QByteArray path;                        // "/items/{id}" matches one segment there, a "*" at the end the rest
    std::vector<Check> checks;
    AnswerSpec answer;
};

// The scenario's OAuth 2 token endpoint: client_credentials and refresh_token grants (RFC 6749).
struct TokenEndpoint {
    QByteArray path = "/oauth/token";
    QByteArray clientId;
    QByteArray clientSecret;
    base::Milliseconds lifetime{3000};
    bool refreshTokens = true;       // every token answer carries a refresh token
    bool rotateRefreshTokens = true; // … which works once; using it again ends the whole family (RFC 9700 4.14)
    QByteArray firstRefreshToken;    // works from the start; empty = none
};

// A script for the lab: what it serves and how it turns requests away. Files: resources/scenarios,
// schemas/scenario.json.
struct Scenario {
    QByteArray name;
    QString title;
    QString description;
    std::optional<TokenEndpoint> tokens;
    std::vector<Check> checks; // before those of the route, but not on the token endpoint
    std::vector<Route> routes;

    // The names of the scenarios that are compiled in, sorted.
    [[nodiscard]] static QStringList builtInNames();
    [[nodiscard]] static base::Result<Scenario, LabError> loadBuiltIn(const QString& name);
    // Strict: an unknown member or a wrong value is an error that names the file and the place in it.
    [[nodiscard]] static base::Result<Scenario, LabError> loadFile(const QString& path);
    // `where` names the source in error sentences.
    [[nodiscard]] static base::Result<Scenario, LabError> parse(const QByteArray& json, const QString& where);
};

} // namespace knockback::lab
