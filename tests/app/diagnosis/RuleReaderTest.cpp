// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleReader.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <set>

namespace knockback::diagnosis {
namespace {

QByteArray ruleWith(const QByteArray& members) {
    return R"({"rules":[{"id":"a","kind":"decision","cause":"overload","weight":0.5,"says":"It says so.",)" + members +
           "}]}";
}

QString errorOf(const QByteArray& json) {
    const auto data = readRules(json, QStringLiteral("mine.json"));
    return data.ok() ? QString() : data.error().sentence;
}

TEST(RuleReader, ReadsARuleWhole) {
    const auto data = readRules(ruleWith(R"("subcause":"maintenance","retryable":false,
        "when":{"status":[503,"520-522"],"facts":["retry_after","!json_body"],"header":{"name":"X-A","matches":"b+"}},
        "unless":{"said":"never"},"references":[{"header":"X-Id"}],"next":["Look.",{"do":"wait","text":"Wait {wait}."}])"),
                                QStringLiteral("mine.json"));
    ASSERT_TRUE(data.ok()) << data.error().sentence.toStdString();
    const Rule& rule = data->rules.at(0);
    EXPECT_EQ(rule.cause, Cause::Overload);
    EXPECT_EQ(rule.subcause, "maintenance");
    EXPECT_EQ(rule.retryable, false);
    ASSERT_TRUE(rule.when.status);
    EXPECT_TRUE(rule.when.status->test(521));
    EXPECT_FALSE(rule.when.status->test(504));
    EXPECT_TRUE(rule.when.facts.has(Fact::RetryAfter));
    EXPECT_TRUE(rule.when.notFacts.has(Fact::JsonBody));
    EXPECT_TRUE(rule.when.headers.at(0).value->matches("aBBa"));
    ASSERT_TRUE(rule.unless);
    EXPECT_EQ(rule.references.at(0).name, QStringLiteral("X-Id"));
    EXPECT_EQ(rule.next.at(1).action, NextAction::Wait);
}

struct Slip {
    const char* json;
    const char* sentence; // a part of the error
};

class RuleReaderSlips : public testing::TestWithParam<Slip> {};

TEST_P(RuleReaderSlips, AreNamedWithFileAndPlace) {
    const auto error = errorOf(GetParam().json);
    EXPECT_TRUE(error.startsWith(QStringLiteral("mine.json: "))) << error.toStdString();
    EXPECT_TRUE(error.contains(QString::fromUtf8(GetParam().sentence))) << error.toStdString();
}

#define RULE(members)                                                                                                  \
    R"({"rules":[{"id":"a","kind":"decision","cause":"overload","weight":0.5,"says":"x",)" members "}]}"

INSTANTIATE_TEST_SUITE_P(
    All, RuleReaderSlips,
    testing::Values(
        Slip{R"({"rules":[)", "line 1, column"}, Slip{"[]", "one JSON object"},
        Slip{R"({"rule":[]})", "\"rule\" is not known here; known are: vendors, words"},
        Slip{RULE(R"("when":{},"unles":{})"), "\"rules[0].unles\" is not known here"},
        Slip{RULE(R"("whenn":{})"), "\"rules[0].when\" must be an object"},
        Slip{RULE(R"("when":{"stauts":403})"), "\"rules[0].when.stauts\" is not known here"},
        Slip{RULE(R"("when":{"status":"40x"})"), "rules[0].when.status"},
        Slip{RULE(R"("when":{"status":[403,"599-500"]})"), "rules[0].when.status[1]"},
        Slip{RULE(R"("when":{"status":[]})"), "\"rules[0].when.status\" must have at least one entry"},
        Slip{RULE(R"("when":{"body":["ok","(unclosed"]})"),
             "\"rules[0].when.body\" must be an expression that can be used; \"(unclosed\""},
        Slip{RULE(R"("when":{"facts":"raining"})"), "\"raining\" is none"},
        Slip{RULE(R"("when":{"header":{"name":"X","matches":"a","absent":true}})"), "rules[0].when.header.absent"},
        Slip{RULE(R"("when":{"json":{"path":"a..b","is":"c"}})"), "rules[0].when.json.path"},
        Slip{RULE(R"("when":{"json":{"path":"a"}})"), "either \"is\" or \"matches\""},
        Slip{RULE(R"("when":{"failure":{"kind":"tiredness"}})"), "must be a kind of failure; \"tiredness\""},
        Slip{RULE(R"("when":{"failure":{"phase":"lunch"}})"), "must be a phase; \"lunch\""},
        Slip{RULE(R"("when":{},"next":[{"do":"panic","text":"x"}])"), "rules[0].next[0].do"},
        Slip{RULE(R"("when":{},"references":[{"name":"x"}])"), "either \"header\" or \"body\""},
        Slip{R"({"rules":[{"kind":"decision","cause":"overload","weight":0.5,"says":"x","when":{}}]})", "rules[0].id"},
        Slip{R"({"rules":[{"id":"a","kind":"decision","cause":"lunch","weight":0.5,"says":"x","when":{}}]})",
             "rules[0].cause"},
        Slip{R"({"rules":[{"id":"a","kind":"decision","cause":"overload","weight":1,"says":"x","when":{}}]})",
             "rules[0].weight"},
        Slip{R"({"rules":[{"id":"a","kind":"decision","cause":"overload","says":"x","when":{}}]})", "rules[0].weight"},
        Slip{
            R"({"rules":[{"id":"a","kind":"attribution","vendor":"v","cause":"overload","weight":0.2,"says":"x","when":{}}]})",
            "attribution says who, never why"},
        Slip{
            R"({"rules":[{"id":"a","kind":"request","cause":"overload","weight":0.2,"says":"x","when":{"facts":"attack_payload"}}]})",
            "must name a status or a failure"}));

TEST(RuleReader, FilesTogetherMustNameOnlyWhatIsDeclared) {
    const auto problem = [](const QByteArray& json) {
        const auto found = problemWith(*readRules(json, QStringLiteral("mine.json")));
        return found ? found->sentence.toStdString() : std::string();
    };
    const QByteArray words = R"("words":[{"cause":"overload","title":"t"}],)";
    const QByteArray rule = R"({"id":"a","kind":"decision","cause":"overload","weight":0.5,"says":"x","when":{}})";
    EXPECT_EQ(problem("{" + words + "\"rules\":[" + rule + "]}"), "");
    EXPECT_THAT(problem("{" + words + "\"rules\":[" + rule + "," + rule + "]}"), testing::HasSubstr("twice"));
    EXPECT_THAT(problem("{\"rules\":[" + rule + "]}"), testing::HasSubstr("no words"));
    EXPECT_THAT(
        problem(R"({"rules":[{"id":"b","kind":"attribution","vendor":"nobody","weight":0.2,"says":"x","when":{}}]})"),
        testing::HasSubstr("nobody"));
}

// Editors check the files against the schema, the program with its reader: both must know the same members.
// Expressions are read as bytes: "的?" would make the last byte of the letter optional, and "[аы]" stand for one of
// four bytes.
TEST(RuleReader, NoExpressionTakesALetterApart) {
    static const QRegularExpression repeated(QStringLiteral("[^\\x00-\\x7f][?*+{]"));
    static const QRegularExpression grouped(QStringLiteral("\\[[^\\]\"]*[^\\x00-\\x7f][^\\]\"]*\\]"));
    const QDir folder(QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/rules"));
    const auto names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    EXPECT_FALSE(names.isEmpty());
    for (const auto& name : names) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        for (const auto& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
            if (line.contains(QLatin1String("\"says\"")))
                continue;
            EXPECT_FALSE(repeated.match(line).hasMatch()) << name.toStdString() << ": " << line.toStdString();
            EXPECT_FALSE(grouped.match(line).hasMatch()) << name.toStdString() << ": " << line.toStdString();
        }
    }
}

TEST(RuleReader, AndTheSchemaKnowTheSameFacts) {
    QFile file(QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/schemas/rules.json"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto schema = QJsonDocument::fromJson(file.readAll()).object();
    ASSERT_FALSE(schema.isEmpty());
    const auto condition = schema[QLatin1String("$defs")][QLatin1String("condition")].toObject();
    const auto pattern = condition[QLatin1String("properties")][QLatin1String("facts")][QLatin1String("oneOf")][0]
                                  [QLatin1String("pattern")]
                                      .toString();
    const auto names = pattern.mid(4, pattern.size() - 6).split(QLatin1Char('|')); // ^!?( … )$
    std::set<QString> ofSchema(names.begin(), names.end());
    std::set<QString> ofReader;
    for (std::size_t i = 0; i < factCount; ++i)
        ofReader.insert(QString::fromUtf8(factName(static_cast<Fact>(i))));
    EXPECT_EQ(ofSchema, ofReader);
    for (const auto& member : condition[QLatin1String("properties")].toObject().keys()) {
        const auto error = errorOf(ruleWith("\"when\":{\"" + member.toUtf8() + "\":{}}"));
        EXPECT_FALSE(error.contains(QStringLiteral("not known"))) << error.toStdString();
    }
}

} // namespace
} // namespace knockback::diagnosis
