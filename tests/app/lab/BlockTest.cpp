// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/lab/LabFixture.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::lab {
namespace {

TEST(WafScenario, TurnsAwayWhoDoesNotSayWhoItIs) {
    Played lab(Played::builtIn("waf-user-agent"));
    EXPECT_EQ(lab.get("/catalogue").status, 403) << "no User-Agent";
    EXPECT_EQ(lab.get("/catalogue", {{"User-Agent", "  "}}).status, 403) << "an empty one";
    for (const char* agent : {"curl/7.88.1", "CURL/8.0", "python-requests/2.31.0", "Go-http-client/1.1", "okhttp/4.12"})
        EXPECT_EQ(lab.get("/catalogue", {{"User-Agent", agent}}).status, 403) << agent;
    for (const char* agent : {"Acme-Billing/2.1 (+mailto:api@acme.example)", "Knockback/0.1", "not curl/7"})
        EXPECT_EQ(lab.get("/catalogue", {{"User-Agent", agent}}).status, 200) << agent;
}

TEST(WafScenario, ItsPageQuotesASupportIdThatIsNeverTheSame) {
    Played lab(Played::builtIn("waf-user-agent"));
    const LabReply first = lab.get("/catalogue");
    const LabReply second = lab.get("/catalogue");
    EXPECT_EQ(headerOf(first, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(first.body, second.body);
    EXPECT_FALSE(first.body.contains("{{")) << "every placeholder is filled in: " << first.body.toStdString();
    const qsizetype at = first.body.indexOf("Incident number: ");
    ASSERT_GT(at, 0);
    EXPECT_GT(first.body.mid(at + 17, 19).toULongLong(), 0U) << "a number";
    EXPECT_TRUE(first.body.contains("Client address: 127.0.0.1"));
}

TEST(GeoScenario, Answers451WithItsReasonAndLeavesTheRestOpen) {
    Played lab(Played::builtIn("geo-lock"));
    const LabReply reply = lab.get("/v1/models");
    EXPECT_EQ(reply.status, 451);
    EXPECT_TRUE(headerOf(reply, "Link").endsWith("; rel=\"blocked-by\"")) << "RFC 7725 4";
    const QJsonObject error = QJsonDocument::fromJson(reply.body).object().value(QStringLiteral("error")).toObject();
    EXPECT_EQ(error.value(QStringLiteral("code")).toString(), QStringLiteral("region_not_supported"));
    EXPECT_EQ(error.value(QStringLiteral("request_id")).toString().toLatin1(), headerOf(reply, "X-Request-Id"));
    EXPECT_EQ(lab.get("/status").status, 200);
    LabRequest abroad{.method = "GET",
                      .target = "/v1/models",
                      .headers = {},
                      .body = {},
                      .address = QHostAddress(QStringLiteral("192.0.2.1"))};
    EXPECT_EQ(lab.send(abroad).status, 200);
}

TEST(Play, EveryAnswerHasDateAndItsOwnId) {
    Played lab(Played::builtIn("geo-lock"));
    const LabReply ok = lab.get("/status");
    const LabReply missing = lab.get("/nowhere");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(headerOf(ok, "Date"), "Sat, 21 Nov 2026 10:00:00 GMT");
    EXPECT_EQ(headerOf(missing, "Date"), headerOf(ok, "Date"));
    EXPECT_EQ(headerOf(ok, "X-Request-Id").size(), 16);
    EXPECT_NE(headerOf(ok, "X-Request-Id"), headerOf(missing, "X-Request-Id"));
}

TEST(Play, AnHttp11RequestNeedsOneHost) {
    const Scenario scenario = Played::builtIn("geo-lock");
    test::SeededRandom random;
    ScenarioPlay play(scenario, random);
    const auto statusOf = [&play](http::HeaderList headers, bool http10) {
        const LabRequest request{.method = "GET",
                                 .target = "/status",
                                 .headers = std::move(headers),
                                 .body = {},
                                 .address = {},
                                 .http10 = http10};
        return play.answer(request, {}, {}).status;
    };
    EXPECT_EQ(statusOf({}, false), 400);
    EXPECT_EQ(statusOf({{"Host", "a"}, {"Host", "b"}}, false), 400);
    EXPECT_EQ(statusOf({{"Host", ""}}, false), 200) << "an empty one counts (RFC 9112 3.2)";
    EXPECT_EQ(statusOf({}, true), 200);
}

TEST(Play, MethodsAndPaths) {
    Played lab(Played::parse(R"({"name":"n","title":"t","description":"d","routes":[
        {"path":"/a/{id}","answer":{"body":"one"}},
        {"method":["PUT","DELETE"],"path":"/a/{id}","answer":{"status":204}},
        {"method":"*","path":"/b/*","answer":{"body":"rest"}}]})"));
    EXPECT_EQ(lab.get("/a/7").body, "one");
    EXPECT_EQ(lab.get("/a/7?x=/y").body, "one");
    EXPECT_EQ(lab.get("http://lab:80/a/7").body, "one") << "absolute form";
    EXPECT_EQ(lab.get("/a/").status, 404);
    EXPECT_EQ(lab.get("/a/7/8").status, 404);
    EXPECT_EQ(lab.get("*").status, 404);
    EXPECT_EQ(lab.get("/b/").body, "rest");
    EXPECT_EQ(lab.get("/b").status, 404);
    EXPECT_EQ(lab.send({.method = "HEAD", .target = "/a/7", .headers = {}, .body = {}, .address = {}}).status, 200);
    EXPECT_EQ(lab.send({.method = "PUT", .target = "/a/7", .headers = {}, .body = {}, .address = {}}).status, 204);
    const LabReply wrong = lab.post("/a/7", {});
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(headerOf(wrong, "Allow"), "GET, PUT, DELETE");
}

TEST(Play, AFaultThatHappensOnceHappensOnce) {
    Played lab(Played::parse(
        R"({"name":"n","title":"t","description":"d","routes":[{"path":"/","answer":{"body":"fine"},"checks":[
        {"kind":"fault","fault":"status","times":2,"answer":{"status":503,"headers":["Retry-After: 1"]}},
        {"kind":"fault","fault":"delay","seconds":0.25,"times":1},
        {"kind":"fault","fault":"truncate","bytes":2}]}]})"));
    EXPECT_EQ(lab.get("/").status, 503);
    EXPECT_EQ(headerOf(lab.get("/"), "Retry-After"), "1");
    const LabReply third = lab.get("/");
    EXPECT_EQ(third.status, 200);
    EXPECT_EQ(third.delay, base::Milliseconds(250)) << "what was answered before did not get here";
    const LabReply fourth = lab.get("/");
    EXPECT_EQ(fourth.delay, base::Milliseconds(0));
    EXPECT_EQ(fourth.cutAfter, 2);
}

} // namespace
} // namespace knockback::lab
