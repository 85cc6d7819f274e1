// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/EnvironmentEdit.h"
#include "app/workspace/EnvironmentFiles.h"
#include "app/workspace/EnvironmentText.h"
#include "tests/app/workspace/Dice.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

#include <QFileInfo>
#include <QJsonDocument>

using namespace knockback;
using namespace knockback::workspace;
using test::Folder;

namespace {

const char* const openFile = "http-client.env.json";
const char* const secretFile = "http-client.private.env.json";
const QString dev = QStringLiteral("dev");

const QByteArray sample = "{\n"
                          "    \"$shared\": {\"v\" : 1},\n"
                          "    \"dev\": {\n"
                          "        \"host\": \"http://h\",\n"
                          "        \"port\": 8080,\n"
                          "        \"Security\": {\"Auth\": {\"x\": [1, \"}\"]}}\n"
                          "    },\n"
                          "    \"empty\": {}\n"
                          "}\n";

QByteArray with(const QByteArray& from, const QByteArray& to) {
    EXPECT_EQ(sample.count(from), 1) << from.constData();
    return QByteArray(sample).replace(from, to);
}

class Environments : public testing::Test {
protected:
    Environments() { folder.write(openFile, sample); }
    [[nodiscard]] QByteArray open() const { return folder.read(openFile); }
    [[nodiscard]] QByteArray secret() const { return folder.read(secretFile); }
    Folder folder;
    EnvironmentEdit edit{folder.path()};
};

TEST_F(Environments, RowsInTheFilesOrderTheSecretOneFirst) {
    folder.write(secretFile, R"({"dev": {"port": "1", "key": "k"}, "prod": {"key": "p"}})");
    EXPECT_EQ(*edit.names(),
              (QStringList{QStringLiteral("$shared"), dev, QStringLiteral("empty"), QStringLiteral("prod")}));
    const auto rows = *edit.rows();
    const std::vector<EnvironmentRow> expected{{QStringLiteral("$shared"), "v", "1", false},
                                               {dev, "host", "http://h", false},
                                               {dev, "port", "1", true},
                                               {dev, "port", "8080", false},
                                               {dev, "key", "k", true},
                                               {QStringLiteral("prod"), "key", "p", true}};
    EXPECT_EQ(rows, expected);
}

TEST_F(Environments, OneMemberChanges) {
    ASSERT_TRUE(edit.set({dev, "host", "http://\"i\"", false}).ok());
    EXPECT_EQ(open(), with("\"http://h\"", "\"http://\\\"i\\\"\""));
    ASSERT_TRUE(edit.set({dev, "host", "http://h", false}).ok());
    ASSERT_TRUE(edit.set({dev, "port", "9090", false}).ok());
    EXPECT_EQ(open(), with("8080", "9090")) << "a number stays one";
    ASSERT_TRUE(edit.set({dev, "port", "{{p}}", false}).ok());
    EXPECT_EQ(open(), with("8080", "\"{{p}}\""));
    ASSERT_TRUE(edit.set({dev, "port", "8080", false}).ok());
    EXPECT_EQ(open(), with("8080", "\"8080\""));
    ASSERT_TRUE(edit.set({dev, "port", "8080", false}).ok());
}

TEST_F(Environments, NewMembersFollowTheLayout) {
    ASSERT_TRUE(edit.set({dev, "new", "1", false}).ok());
    EXPECT_EQ(open(), with("[1, \"}\"]}}", "[1, \"}\"]}},\n        \"new\": \"1\""));
    folder.write(openFile, sample);
    ASSERT_TRUE(edit.set({QStringLiteral("empty"), "a", "1", false}).ok());
    EXPECT_EQ(open(), with("\"empty\": {}", "\"empty\": {\n        \"a\": \"1\"\n    }"));
    folder.write(openFile, sample);
    ASSERT_TRUE(edit.set({QStringLiteral("$shared"), "w", "2", false}).ok());
    EXPECT_EQ(open(), with("{\"v\" : 1}", "{\"v\" : 1, \"w\" : \"2\"}"));
    folder.write(openFile, sample);
    ASSERT_TRUE(edit.set({QStringLiteral("prod"), "a", "1", false}).ok());
    EXPECT_EQ(open(), with("\"empty\": {}", "\"empty\": {},\n    \"prod\": {\n        \"a\": \"1\"\n    }"));
}

TEST_F(Environments, MembersGo) {
    ASSERT_TRUE(edit.removeVariable(dev, "port").ok());
    EXPECT_EQ(open(), with("\n        \"port\": 8080,", ""));
    ASSERT_TRUE(edit.removeVariable(dev, "host").ok());
    EXPECT_EQ(open(), with("\"host\": \"http://h\",\n        \"port\": 8080,\n        ", ""));
    ASSERT_TRUE(edit.removeVariable(QStringLiteral("$shared"), "v").ok());
    EXPECT_TRUE(open().contains("\"$shared\": {}"));
    ASSERT_TRUE(edit.removeEnvironment(QStringLiteral("empty")).ok());
    EXPECT_TRUE(open().endsWith("    }\n}\n")) << open().constData();
}

TEST_F(Environments, NamesChangeInPlace) {
    ASSERT_TRUE(edit.renameVariable(dev, "host", "base").ok());
    EXPECT_EQ(open(), with("\"host\"", "\"base\""));
    EXPECT_FALSE(edit.renameVariable(dev, "base", "port").ok()) << "there is one already";
    EXPECT_FALSE(edit.renameVariable(dev, "base", " ").ok());
    ASSERT_TRUE(edit.renameEnvironment(dev, QStringLiteral("local")).ok());
    EXPECT_TRUE(open().contains("\"local\": {"));
    EXPECT_FALSE(edit.renameEnvironment(QStringLiteral("local"), QStringLiteral("empty")).ok());
    EXPECT_FALSE(edit.addEnvironment(QStringLiteral("empty")).ok());
}

TEST_F(Environments, SecretsAreForTheirOwnerOnly) {
    ASSERT_TRUE(edit.set({dev, "key", "s3cret", true}).ok());
    EXPECT_EQ(open(), sample);
    EXPECT_EQ(secret(), "{\n  \"dev\": {\n    \"key\": \"s3cret\"\n  }\n}\n");
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(QFileInfo(folder.path(secretFile)).permissions() & others);
    const auto before = QFileInfo(folder.path(openFile)).permissions();
    ASSERT_TRUE(edit.set({dev, "host", "x", false}).ok());
    EXPECT_EQ(QFileInfo(folder.path(openFile)).permissions(), before);
}

TEST_F(Environments, AVariableMovesWhenItBecomesSecret) {
    ASSERT_TRUE(edit.set({dev, "host", "http://h", true}).ok());
    EXPECT_FALSE(open().contains("http://h"));
    EXPECT_TRUE(secret().contains("http://h"));
    ASSERT_TRUE(edit.set({dev, "host", "http://h", false}).ok());
    EXPECT_FALSE(secret().contains("http://h"));
    const auto files = EnvironmentFiles::read(folder.path(), folder.path());
    EXPECT_EQ(files->environment(dev).at("host"), "http://h");
}

TEST_F(Environments, OfAPairOnlyTheOneMeantChanges) {
    folder.write(secretFile, R"({"dev": {"port": "1"}})");
    ASSERT_TRUE(edit.set({dev, "port", "2", true}).ok());
    EXPECT_EQ(open(), sample);
    EXPECT_EQ(secret(), R"({"dev": {"port": "2"}})");
    ASSERT_TRUE(edit.set({dev, "port", "3", false}).ok());
    EXPECT_EQ(open(), with("8080", "3"));
    EXPECT_EQ(secret(), R"({"dev": {"port": "2"}})");
}

TEST_F(Environments, ABrokenFileIsLeftAlone) {
    folder.write(openFile, "{\n\"dev\": {\n");
    const auto outcome = edit.set({dev, "a", "1", false});
    ASSERT_FALSE(outcome.ok());
    EXPECT_TRUE(outcome.error().sentence().contains(QLatin1String(openFile)));
    EXPECT_EQ(open(), "{\n\"dev\": {\n");
    EXPECT_FALSE(edit.rows().ok());
}

TEST_F(Environments, AFolderWithoutFilesGetsThem) {
    Folder fresh;
    EnvironmentEdit first(fresh.path());
    EXPECT_TRUE(first.names()->isEmpty());
    ASSERT_TRUE(first.addEnvironment(dev).ok());
    EXPECT_EQ(fresh.read(openFile), "{\n  \"dev\": {}\n}\n");
}

// Whatever is done, the file says what a map with the same changes says, and untouched members keep their bytes.
TEST(EnvironmentTextProperty, AgreesWithAMap) {
    const std::vector<QByteArray> names{"a", "b", "c d", "\"", "\xC3\xA9", "}"};
    const std::vector<QByteArray> values{"", "x", "1", "true", "\\", "\n\t\x01", "{{v}}", "\xC3\xA9"};
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        test::Dice dice(seed);
        EnvironmentText text(
            dice.pick<QByteArray>({"", "{}", "{\"e\":{}}", "{ \"e\" : { \"a\" : 1 , \"b\":\"2\" } }\n", sample}));
        std::map<QByteArray, QByteArray> model;
        for (const auto& [name, value] : text.variables("e"))
            model[name] = value;
        for (int i = 0; i < 10; ++i) {
            const QByteArray name = dice.pick(names);
            const QByteArray other = dice.pick(names);
            if (dice.chance(3)) {
                text.remove("e", name);
                model.erase(name);
            } else if (dice.chance(3) && model.contains(name) && !model.contains(other)) {
                text.rename("e", name, other);
                model[other] = model[name];
                model.erase(name);
            } else {
                const QByteArray value = dice.pick(values);
                text.set("e", name, value);
                model[name] = value;
            }
            ASSERT_TRUE(text.json().isEmpty() || QJsonDocument::fromJson(text.json()).isObject())
                << "seed " << seed << "\n"
                << text.json().constData();
            std::map<QByteArray, QByteArray> now;
            for (const auto& [key, value] : text.variables("e"))
                now[key] = value;
            ASSERT_EQ(now, model) << "seed " << seed << "\n" << text.json().constData();
        }
        if (text.has("dev")) {
            ASSERT_TRUE(text.json().contains("        \"Security\": {\"Auth\": {\"x\": [1, \"}\"]}}\n"));
        }
    }
}

} // namespace
