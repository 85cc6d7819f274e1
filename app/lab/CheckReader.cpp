// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/ScenarioReader.h"

namespace knockback::lab {

namespace {

constexpr double longestSeconds = 86'400;

base::Milliseconds toMs(double seconds) {
    return base::Milliseconds(std::llround(seconds * 1000));
}

void readAnswerOf(base::JsonObjectReader& json, AnswerSpec& answer) {
    json.object("answer", true, [&](base::JsonObjectReader& member) {
        answer = readAnswer(member);
        if (!member.has("status"))
            member.fail("status", QStringLiteral("must be there: a number from 200 to 599"));
    });
}

LimitCheck readLimit(base::JsonObjectReader& json) {
    LimitCheck check;
    check.policy = json.text("policy", QStringLiteral("default")).toUtf8();
    if (check.policy.isEmpty() || !std::all_of(check.policy.begin(), check.policy.end(),
                                               [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }))
        json.fail("policy", QStringLiteral("must be plain ASCII without quotes"));
    check.algorithm = json.word<Algorithm>("algorithm", {{"fixed-window", Algorithm::FixedWindow},
                                                         {"sliding-window", Algorithm::SlidingWindow},
                                                         {"token-bucket", Algorithm::TokenBucket}});
    check.limit = json.integer("limit", 1, 1'000'000'000);
    check.window = toMs(json.number("windowSeconds", 0.001, longestSeconds));
    const QString key = json.text("key", QStringLiteral("address"));
    if (key.startsWith(QLatin1String("header:")) && key.size() > 7)
        check.keyHeader = key.mid(7).trimmed().toUtf8();
    else if (key != QLatin1String("address"))
        json.fail("key", QStringLiteral("must be \"address\" or \"header:NAME\""));
    check.dialect = json.word<HeaderDialect>("dialect",
                                             {{"none", HeaderDialect::None},
                                              {"draft-8", HeaderDialect::Draft8},
                                              {"draft-7", HeaderDialect::Draft7},
                                              {"draft-6", HeaderDialect::Draft6},
                                              {"legacy-epoch", HeaderDialect::LegacyEpoch},
                                              {"legacy-delta", HeaderDialect::LegacyDelta}},
                                             HeaderDialect::None);
    check.retryAfter = json.word<RetryAfterForm>(
        "retryAfter",
        {{"none", RetryAfterForm::None}, {"seconds", RetryAfterForm::Seconds}, {"http-date", RetryAfterForm::HttpDate}},
        RetryAfterForm::None);
    check.alreadyUsed = json.integer("alreadyUsed", 0, 100'000, 0);
    readAnswerOf(json, check.answer);
    return check;
}

UserAgentCheck readUserAgent(base::JsonObjectReader& json) {
    UserAgentCheck check;
    check.denyMissing = json.flag("denyMissing", false);
    const QStringList patterns = json.lines("deny");
    for (const QString& pattern : patterns) {
        QRegularExpression regex(pattern, QRegularExpression::CaseInsensitiveOption);
        if (!regex.isValid())
            json.fail("deny",
                      QStringLiteral("holds a pattern that cannot be read (%1): %2").arg(regex.errorString(), pattern));
        check.deny.push_back(std::move(regex));
    }
    if (!check.denyMissing && check.deny.empty())
        json.fail("deny", QStringLiteral("or \"denyMissing\" must be there: the check would let everything pass"));
    readAnswerOf(json, check.answer);
    return check;
}

GeoCheck readGeo(base::JsonObjectReader& json) {
    GeoCheck check;
    const QStringList networks = json.lines("deny");
    for (const QString& network : networks) {
        const auto [address, prefix] = QHostAddress::parseSubnet(network);
        if (prefix < 0)
            json.fail("deny", QStringLiteral("must hold networks like \"127.0.0.0/8\""));
        check.deny.push_back({address, prefix});
    }
    if (check.deny.empty())
        json.fail("deny", QStringLiteral("must name at least one network, like \"127.0.0.0/8\""));
    readAnswerOf(json, check.answer);
    return check;
}

Fault readFault(base::JsonObjectReader& json) {
    Fault fault;
    fault.kind = json.word<FaultKind>("fault", {{"delay", FaultKind::Delay},
                                                {"drip", FaultKind::Drip},
                                                {"truncate", FaultKind::Truncate},
                                                {"reset", FaultKind::Reset},
                                                {"status", FaultKind::Status}});
    fault.times = json.integer("times", 0, 1'000'000'000, 0);
    if (fault.kind == FaultKind::Delay || fault.kind == FaultKind::Drip)
        fault.time = toMs(json.number("seconds", 0.001, 3600));
    if (fault.kind == FaultKind::Drip || fault.kind == FaultKind::Truncate)
        fault.bytes = json.integer("bytes", fault.kind == FaultKind::Drip ? 1 : 0, 1'000'000'000);
    if (fault.kind == FaultKind::Status)
        readAnswerOf(json, fault.answer);
    return fault;
}

TokenCheck readToken(base::JsonObjectReader& json) {
    TokenCheck check;
    check.realm = json.text("realm", QStringLiteral("lab")).toUtf8();
    if (!std::all_of(check.realm.begin(), check.realm.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }))
        json.fail("realm", QStringLiteral("must be plain ASCII without quotes"));
    return check;
}

enum class CheckKind { Limit, UserAgent, Geo, Token, Fault };

} // namespace

Check readCheck(base::JsonObjectReader& json) {
    switch (json.word<CheckKind>("kind", {{"limit", CheckKind::Limit},
                                          {"user-agent", CheckKind::UserAgent},
                                          {"geo", CheckKind::Geo},
                                          {"token", CheckKind::Token},
                                          {"fault", CheckKind::Fault}})) {
    case CheckKind::Limit:
        return readLimit(json);
    case CheckKind::UserAgent:
        return readUserAgent(json);
    case CheckKind::Geo:
        return readGeo(json);
    case CheckKind::Token:
        return readToken(json);
    case CheckKind::Fault:
        return readFault(json);
    }
    return TokenCheck{};
}

} // namespace knockback::lab
