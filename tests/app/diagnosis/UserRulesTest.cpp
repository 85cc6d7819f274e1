// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/UserRules.h"
#include "tests/app/diagnosis/Exchange.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace knockback::diagnosis::test {
namespace {

using testing::HasSubstr;

class UserRulesTest : public testing::Test {
protected:
    void write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] UserRules read() const { return readUserRules(m_folder.path()); }
    static Diagnosis diagnoseBy(UserRules read, const http::Attempt& attempt) {
        const Diagnoser diagnoser(providers::Catalogue::builtIn(), std::move(read.rules));
        return diagnoser.diagnose(attempt, noLimits());
    }

    QTemporaryDir m_folder;
};

const QByteArray ownRule = R"({
  "vendors": [{"id": "acme_gate", "name": "Acme Gate", "support": "https://gate.acme.example/help",
               "references": [{"header": "X-Gate-Ticket"}]}],
  "rules": [{"id": "acme-quarantine", "kind": "decision", "weight": 0.97, "cause": "suspicious_pattern",
             "subcause": "waf_rule", "vendor": "acme_gate",
             "when": {"status": [418], "body": ["quarantined by the gate"]}, "says": "The gate quarantined it."}]
})";

TEST_F(UserRulesTest, AFolderThatIsNotThereChangesNothing) {
    auto rules = readUserRules(m_folder.filePath(QStringLiteral("none")));
    EXPECT_TRUE(rules.problems.empty());
    const auto d = diagnoseBy(std::move(rules), answered("https://depot.example/", 429, {}, "rate limit exceeded"));
    EXPECT_EQ(d.cause, Cause::RateLimit);
}

TEST_F(UserRulesTest, AddVendorsAndRules) {
    write(QStringLiteral("acme.json"), ownRule);
    auto rules = read();
    ASSERT_TRUE(rules.problems.empty()) << rules.problems.front().sentence.toStdString();
    const auto d = diagnoseBy(std::move(rules), answered("https://depot.example/", 418, {{"X-Gate-Ticket", "T-81"}},
                                                         "<p>Quarantined by the gate</p>"));
    EXPECT_EQ(d.vendor, "acme_gate");
    EXPECT_EQ(d.supportUrl, QStringLiteral("https://gate.acme.example/help"));
    ASSERT_FALSE(d.referenceIds.empty());
    EXPECT_EQ(d.referenceIds.front().value, QStringLiteral("T-81"));
    EXPECT_TRUE(d.title.contains(QStringLiteral("Acme Gate"))) << d.title.toStdString();
}

TEST_F(UserRulesTest, ReplaceARuleOfTheSameId) {
    const auto attempt = answered("https://depot.example/", 999, {}, "");
    EXPECT_EQ(diagnoseBy(read(), attempt).cause, Cause::SuspiciousPattern);
    const auto asFailure = [](const QByteArray& id, const QByteArray& weight) {
        return R"({"id": ")" + id + R"(", "kind": "prior", "weight": )" + weight +
               R"(, "cause": "none", "subcause": "server_error", "when": {"status": [999]}, "says": "Ours."})";
    };
    write(QStringLiteral("ours.json"),
          R"({"rules": [)" + asFailure("status-999", "0.6") + "," + asFailure("linkedin-999", "0.5") + "]}");
    auto rules = read();
    ASSERT_TRUE(rules.problems.empty()) << rules.problems.front().sentence.toStdString();
    const auto d = diagnoseBy(std::move(rules), attempt);
    EXPECT_EQ(d.cause, Cause::None);
    EXPECT_EQ(d.subcause, "server_error");
}

TEST_F(UserRulesTest, ReplaceTheWordsOfASubCause) {
    write(QStringLiteral("words.json"),
          R"({"words": [{"cause": "rate_limit", "subcause": "generic", "title": "ask the platform team",
                         "next": ["Ask in #platform."]}]})");
    const auto d = diagnoseBy(read(), answered("https://depot.example/", 429, {}, ""));
    EXPECT_TRUE(d.title.endsWith(QStringLiteral("ask the platform team"))) << d.title.toStdString();
    ASSERT_EQ(d.nextSteps.size(), 1U);
    EXPECT_EQ(d.nextSteps.front().text, QStringLiteral("Ask in #platform."));
}

TEST_F(UserRulesTest, LeaveOutABrokenFileWithASentenceAndKeepTheOthers) {
    write(QStringLiteral("a.json"), "{");
    write(QStringLiteral("b.json"), R"({"rules": [{"id": "x", "kind": "decision", "weight": 2}]})");
    write(QStringLiteral("c.json"), R"({"rules": [{"id": "x", "kind": "decision", "weight": 0.5, "cause": "overload",
      "subcause": "overloaded", "vendor": "nobody_knows", "when": {"status": [503]}, "says": "x"}]})");
    write(QStringLiteral("d.json"), ownRule);
    write(QStringLiteral("e.json"), ownRule);
    write(QStringLiteral("notes.txt"), "not a rules file");
    auto rules = read();
    ASSERT_EQ(rules.problems.size(), 4U);
    const auto sentence = [&](std::size_t i) { return rules.problems[i].sentence.toStdString(); };
    EXPECT_THAT(sentence(0), HasSubstr("a.json: line 1, column "));
    EXPECT_THAT(sentence(1), HasSubstr("b.json: \"rules[0].cause\""));
    EXPECT_THAT(sentence(2), HasSubstr("c.json: the rule \"x\" names the vendor \"nobody_knows\""));
    EXPECT_THAT(sentence(3), HasSubstr("e.json: the vendor \"acme_gate\" is declared twice"));
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_THAT(sentence(i), HasSubstr("left out"));
    const auto d = diagnoseBy(std::move(rules), answered("https://depot.example/", 418, {}, "quarantined by the gate"));
    EXPECT_EQ(d.vendor, "acme_gate");
}

TEST_F(UserRulesTest, RefuseAnExpressionThatIsNoneAndAHugeFile) {
    write(QStringLiteral("a.json"), R"({"rules": [{"id": "x", "kind": "decision", "weight": 0.5, "cause": "overload",
      "subcause": "overloaded", "when": {"body": ["(unclosed"]}, "says": "x"}]})");
    write(QStringLiteral("b.json"), QByteArray(2 * 1024 * 1024, ' '));
    const auto rules = read();
    ASSERT_EQ(rules.problems.size(), 2U);
    EXPECT_THAT(rules.problems[0].sentence.toStdString(), HasSubstr("(unclosed"));
    EXPECT_THAT(rules.problems[1].sentence.toStdString(), HasSubstr("1 MiB"));
}

} // namespace
} // namespace knockback::diagnosis::test
