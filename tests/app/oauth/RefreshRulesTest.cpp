// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RefreshRules.h"

#include "app/http/HttpDate.h"

namespace knockback::oauth {

using namespace std::chrono_literals;
using Kind = RefreshErrorKind;

namespace {
const base::WallTime now(std::chrono::seconds(1'800'000'000));
constexpr const char* echoed = "echoed-secret-4711";

vault::Credential grant(vault::CredentialKind kind = vault::CredentialKind::RefreshToken) {
    vault::Credential credential;
    credential.name = "github";
    credential.kind = kind;
    credential.issuedAt = now - std::chrono::days(31);
    return credential;
}

http::Attempt answered(int status, const QByteArray& body, http::HeaderList headers = {}) {
    http::Attempt attempt;
    attempt.response.emplace();
    attempt.response->head.status = status;
    attempt.response->head.headers = std::move(headers);
    attempt.response->body = body;
    return attempt;
}

QByteArray error(const char* code) {
    return QByteArray("{\"error\":\"") + code + "\",\"error_description\":\"" + echoed + "\"}";
}

struct Case {
    const char* what;
    int status;
    QByteArray body;
    std::optional<Kind> kind;
    const char* says;
};

const std::vector<Case>& table() {
    static const std::vector<Case> cases{
        {"good", 200, R"({"access_token":"a","token_type":"Bearer"})", std::nullopt, ""},
        {"good, other case", 200, R"({"access_token":"a","token_type":"bEARER"})", std::nullopt, ""},
        {"good, type left out", 201, R"({"access_token":"a"})", std::nullopt, ""},
        {"invalid_grant", 400, error("invalid_grant"), Kind::NeedsSignIn, "too old (31 days)"},
        {"invalid_grant with 401", 401, error("invalid_grant"), Kind::NeedsSignIn, "invalid_grant"},
        {"invalid_grant with 200", 200, error("invalid_grant"), Kind::NeedsSignIn, "Sign in again"},
        {"invalid_grant with 500", 500, error("invalid_grant"), Kind::TemporaryFailure, "500"},
        {"invalid_client", 401, error("invalid_client"), Kind::NotRotatable, "client id or its secret"},
        {"unauthorized_client", 400, error("unauthorized_client"), Kind::NotRotatable, "unauthorized_client"},
        {"invalid_scope", 400, error("invalid_scope"), Kind::NotRotatable, "invalid_scope"},
        {"invalid_request", 400, error("invalid_request"), Kind::NotRotatable, "invalid_request"},
        {"unsupported_grant_type", 400, error("unsupported_grant_type"), Kind::NotRotatable, "unsupported_grant_type"},
        {"temporarily_unavailable", 400, error("temporarily_unavailable"), Kind::TemporaryFailure, "kept"},
        {"a code nobody knows", 400, error(echoed), Kind::NotRotatable, "400"},
        {"401 without a word", 401, "", Kind::NotRotatable, "client id or its secret"},
        {"404 page", 404, "<html>", Kind::BadAnswer, "token URL"},
        {"400 without a code", 400, "{}", Kind::BadAnswer, "400"},
        {"429", 429, error("invalid_grant"), Kind::TemporaryFailure, "429"},
        {"500 page", 500, "<html>", Kind::TemporaryFailure, "500"},
        {"503 json", 503, "{}", Kind::TemporaryFailure, "503"},
        {"html with 200", 200, "<!doctype html>", Kind::TemporaryFailure, "kept"},
        {"cut json", 200, R"({"access_token":"a)", Kind::TemporaryFailure, "kept"},
        {"empty 204", 204, "", Kind::TemporaryFailure, "204"},
        {"redirect", 307, R"({"access_token":"a"})", Kind::BadAnswer, "307"},
        {"no token", 200, R"({"token_type":"Bearer"})", Kind::BadAnswer, "no access token"},
        {"other type", 200, R"({"access_token":"a","token_type":"DPoP"})", Kind::BadAnswer, "Bearer"},
    };
    return cases;
}
} // namespace

TEST(RefreshRules, EveryAnswerMeansWhatTheTableSays) {
    for (const auto& row : table()) {
        const auto judged = judge(answered(row.status, row.body), grant(), now);
        ASSERT_EQ(judged.error.has_value(), row.kind.has_value()) << row.what;
        if (!judged.error)
            continue;
        EXPECT_EQ(judged.error->kind, *row.kind) << row.what;
        EXPECT_TRUE(judged.error->sentence.contains(QString::fromLatin1(row.says)))
            << row.what << ": " << judged.error->sentence.toStdString();
        EXPECT_TRUE(judged.error->sentence.contains(QStringLiteral("“github”"))) << row.what;
        EXPECT_FALSE(judged.error->sentence.contains(QString::fromLatin1(echoed))) << row.what;
    }
}

TEST(RefreshRules, AClientHasNoSignInToRepeat) {
    const auto judged =
        judge(answered(400, error("invalid_grant")), grant(vault::CredentialKind::ClientCredentials), now);
    ASSERT_TRUE(judged.error);
    EXPECT_EQ(judged.error->kind, Kind::NotRotatable);
}

TEST(RefreshRules, NetworkTroublePasses) {
    http::Attempt attempt;
    attempt.failure = http::NetworkFailure{http::FailureKind::Timeout, http::Phase::Connect, {}};
    EXPECT_EQ(judge(attempt, grant(), now).error->kind, Kind::TemporaryFailure);
    attempt.failure->kind = http::FailureKind::Cancelled;
    EXPECT_EQ(judge(attempt, grant(), now).error->kind, Kind::Cancelled);
    // A body that broke off is no answer, even if it is JSON by accident.
    auto broken = answered(200, R"({"access_token":"a"})");
    broken.failure = http::NetworkFailure{http::FailureKind::ContentTruncated, http::Phase::Body, {}};
    EXPECT_EQ(judge(broken, grant(), now).error->kind, Kind::TemporaryFailure);
    EXPECT_EQ(judge({}, grant(), now).error->kind, Kind::TemporaryFailure);
}

TEST(RefreshRules, SaysWhenTheServerWantsToBeAskedAgain) {
    const auto sentence = [](const char* value) {
        return judge(answered(503, "", {{"Retry-After", value}}), grant(), now).error->sentence;
    };
    EXPECT_TRUE(sentence("20").contains(QStringLiteral("try again in 20 s")));
    EXPECT_FALSE(sentence("-1").contains(QStringLiteral("try again in")));
}

TEST(RefreshRules, ARefreshTokenBesideABrokenAnswerIsHandedOn) {
    const auto judged =
        judge(answered(200, R"({"access_token":"a","refresh_token":"r2","token_type":"mac"})"), grant(), now);
    EXPECT_EQ(judged.error->kind, Kind::BadAnswer);
    EXPECT_EQ(judged.tokens.refreshToken.reveal(), "r2");
}

TEST(RefreshRules, ALostAnswerIsToldFromOneThatNeverCameToBe) {
    http::Attempt attempt;
    attempt.failure = http::NetworkFailure{http::FailureKind::RemoteHostClosed, http::Phase::Read, {}};
    EXPECT_EQ(judge(attempt, grant(), now).fate, AnswerFate::NeverSent) << "no head went out";
    attempt.connection.requestsOnWire = 1;
    EXPECT_EQ(judge(attempt, grant(), now).fate, AnswerFate::Lost);
    attempt.failure->phase = http::Phase::Tls;
    EXPECT_EQ(judge(attempt, grant(), now).fate, AnswerFate::NeverSent);
    EXPECT_EQ(judge(answered(200, R"({"access_token":"a)"), grant(), now).fate, AnswerFate::Lost) << "half a success";
    EXPECT_EQ(judge(answered(200, "<html>"), grant(), now).fate, AnswerFate::Answered);
    EXPECT_EQ(judge(answered(503, "{"), grant(), now).fate, AnswerFate::Answered);
    auto broken = answered(200, R"({"access_token":"a"})");
    broken.failure = http::NetworkFailure{http::FailureKind::ContentTruncated, http::Phase::Body, {}};
    EXPECT_EQ(judge(broken, grant(), now).fate, AnswerFate::Lost);
}

TEST(RefreshRules, AClockThatIsOffIsNoticed) {
    const auto skew = [](base::Seconds by) {
        return judge(answered(200, R"({"access_token":"a"})", {{"Date", http::formatHttpDate(now + by)}}), grant(), now)
            .clockSkew;
    };
    EXPECT_FALSE(skew(60s));
    EXPECT_FALSE(skew(-60s));
    ASSERT_TRUE(skew(7min));
    EXPECT_TRUE(skewSentence(*skew(7min)).contains(QStringLiteral("7 min behind")));
    EXPECT_TRUE(skewSentence(*skew(-2h)).contains(QStringLiteral("120 min ahead of")));
}

TEST(RefreshRules, AnInterruptedRenewalIsTheLikeliestCauseOfTheEnd) {
    auto interrupted = grant();
    interrupted.renewingSince = now - 5min;
    const auto judged = judge(answered(400, error("invalid_grant")), interrupted, now);
    EXPECT_TRUE(judged.error->sentence.contains(QStringLiteral("was cut off at")));
    EXPECT_FALSE(judged.error->sentence.contains(QStringLiteral("too old")));
}

} // namespace knockback::oauth
