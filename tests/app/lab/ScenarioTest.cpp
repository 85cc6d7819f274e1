// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/Scenario.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace knockback::lab {
namespace {

using testing::HasSubstr;

// A scenario with one thing put in place of its answer.
QByteArray withRoute(const QByteArray& members) {
    return R"({"name":"n","title":"t","description":"d","routes":[{"path":"/",)" + members + "}]}";
}

std::string problemOf(const QByteArray& json) {
    const auto scenario = Scenario::parse(json, QStringLiteral("mine.json"));
    return scenario.ok() ? "none" : scenario.error().sentence.toStdString();
}

TEST(Scenario, AllThatAreCompiledInCanBeLoadedByTheirName) {
    const QStringList names = Scenario::builtInNames();
    for (const char* wanted :
         {"fixed-window", "retry-after-date", "waf-user-agent", "geo-lock", "token-expiry", "tour"})
        EXPECT_TRUE(names.contains(QLatin1String(wanted))) << wanted;
    for (const QString& name : names) {
        const auto scenario = Scenario::loadBuiltIn(name);
        ASSERT_TRUE(scenario.ok()) << scenario.error().sentence.toStdString();
        EXPECT_EQ(QString::fromUtf8(scenario->name), name) << "the file is named after the scenario";
        EXPECT_FALSE(scenario->title.isEmpty());
    }
}

TEST(Scenario, AnEmptyListIsAsGoodAsNone) {
    EXPECT_EQ(problemOf(R"({"name": "a", "title": "A", "description": "B", "routes": [{"path": "/*", "answer": {}}],
                            "checks": [{"kind": "user-agent", "denyMissing": true, "deny": [],
                                        "answer": {"status": 403, "headers": [], "body": "no"}}]})"),
              "none");
}

TEST(Scenario, AnUnknownNameListsThoseThereAre) {
    const auto scenario = Scenario::loadBuiltIn(QStringLiteral("fixed-windw"));
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.error().kind, LabErrorKind::UnknownScenario);
    EXPECT_THAT(scenario.error().sentence.toStdString(), HasSubstr("fixed-windw"));
    EXPECT_THAT(scenario.error().sentence.toStdString(), HasSubstr("fixed-window, geo-lock"));
    EXPECT_FALSE(Scenario::loadBuiltIn(QStringLiteral("../scenarios/tour")).ok());
}

TEST(Scenario, AFileThatIsNotThereOrNotAScenario) {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("own.json"));
    const auto missing = Scenario::loadFile(path);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().kind, LabErrorKind::Unreadable);
    EXPECT_THAT(missing.error().sentence.toStdString(), HasSubstr(path.toStdString()));

    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(withRoute(R"("answer":{"body":"hello"})"));
    file.close();
    const auto own = Scenario::loadFile(path);
    ASSERT_TRUE(own.ok()) << own.error().sentence.toStdString();
    EXPECT_EQ(own->routes.at(0).answer.body, "hello");
    EXPECT_EQ(own->routes.at(0).answer.headers.value("content-type"), "text/plain; charset=utf-8");
}

TEST(Scenario, ASyntaxErrorIsNamedWithLineAndColumn) {
    EXPECT_THAT(problemOf("{\n  \"name\": \"x\",\n  oops\n}"), HasSubstr("mine.json cannot be used: line 3, column"));
    EXPECT_THAT(problemOf(""), HasSubstr("line 1, column 1"));
    EXPECT_THAT(problemOf("[]"), HasSubstr("one JSON object"));
}

struct Slip {
    const char* what;
    const char* route;
    const char* place;
};

class ScenarioSlip : public testing::TestWithParam<Slip> {};

TEST_P(ScenarioSlip, IsNamedWithItsPlace) {
    EXPECT_THAT(problemOf(withRoute(GetParam().route)), HasSubstr(GetParam().place)) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Each, ScenarioSlip,
    testing::Values(
        Slip{"a typing error in a member", R"("answer":{"statsu":200})",
             "\"routes[0].answer.statsu\" is not known here; known are: status"},
        Slip{"a status that is none", R"("answer":{"status":99})",
             "\"routes[0].answer.status\" must be a whole number from 200 to 599"},
        Slip{"a fraction", R"("answer":{"status":200.5})", "\"routes[0].answer.status\" must be a whole number"},
        Slip{"no answer", R"("method":"GET")", "\"routes[0].answer\" must be an object"},
        Slip{"two bodies", R"("answer":{"json":{},"body":""})", "\"routes[0].answer.json\" and \"body\" cannot both"},
        Slip{"a body where none can be", R"("answer":{"status":204,"body":"x"})", "204 cannot have a body"},
        Slip{"a header without a colon", R"("answer":{"headers":["Server"]})",
             "\"routes[0].answer.headers\" must hold lines"},
        Slip{"a line break in a header", R"("answer":{"headers":["A: b\r\nC: d"]})",
             "\"routes[0].answer.headers\" must hold lines"},
        Slip{"a header that the lab writes", R"("answer":{"headers":["content-length: 3"]})",
             "must not hold content-length"},
        Slip{"an unknown check", R"("answer":{},"checks":[{"kind":"captcha"}])",
             "\"routes[0].checks[0].kind\" must be one of: limit, user-agent"},
        Slip{
            "a limit of nothing",
            R"("answer":{},"checks":[{"kind":"limit","algorithm":"fixed-window","limit":0,"windowSeconds":1,"answer":{"status":429}}])",
            "\"routes[0].checks[0].limit\" must be"},
        Slip{
            "an unknown dialect",
            R"("answer":{},"checks":[{"kind":"limit","algorithm":"fixed-window","limit":1,"windowSeconds":1,"dialect":"draft-9","answer":{"status":429}}])",
            "\"routes[0].checks[0].dialect\" must be one of: none, draft-8"},
        Slip{"a block without a status", R"("answer":{},"checks":[{"kind":"geo","deny":"127.0.0.0/8","answer":{}}])",
             "\"routes[0].checks[0].answer.status\" must be there"},
        Slip{"no network", R"("answer":{},"checks":[{"kind":"geo","deny":"Atlantis","answer":{"status":451}}])",
             "\"routes[0].checks[0].deny\" must hold networks"},
        Slip{"a pattern that is none",
             R"("answer":{},"checks":[{"kind":"user-agent","deny":"(","answer":{"status":403}}])",
             "\"routes[0].checks[0].deny\" holds a pattern"},
        Slip{"a check that lets all pass", R"("answer":{},"checks":[{"kind":"user-agent","answer":{"status":403}}])",
             "\"routes[0].checks[0].deny\" or"},
        Slip{"a token check without an endpoint", R"("answer":{},"checks":[{"kind":"token"}])",
             "\"tokens\" must be there"},
        Slip{"a delay of no time", R"("answer":{},"checks":[{"kind":"fault","fault":"delay"}])",
             "\"routes[0].checks[0].seconds\" must be"},
        Slip{"a member of another fault", R"("answer":{},"checks":[{"kind":"fault","fault":"reset","seconds":1}])",
             "\"routes[0].checks[0].seconds\" is not known here"},
        Slip{"a path that is none", R"("answer":{},"path":"items")", "\"routes[0].path\" must start with a slash"}),
    [](const auto& slip) {
        std::string name = slip.param.what;
        std::replace(name.begin(), name.end(), ' ', '_');
        return name;
    });

TEST(Scenario, OnlyTheFirstProblemIsTold) {
    const std::string problem = problemOf(R"({"name":"","title":7,"routes":[]})");
    EXPECT_THAT(problem, HasSubstr("\"name\" must be a text"));
    EXPECT_THAT(problem, testing::Not(HasSubstr("title")));
}

} // namespace
} // namespace knockback::lab
