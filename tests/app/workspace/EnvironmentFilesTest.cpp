// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/EnvironmentFiles.h"
#include "app/workspace/BodyInclude.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

using namespace knockback;
using test::Folder;
using workspace::EnvironmentFiles;

namespace {

TEST(EnvironmentFiles, PrivateOverPublicNearOverFarSharedBelow) {
    Folder folder;
    folder.write("http-client.env.json",
                 R"({"$shared": {"v": "1", "base": "s"}, "dev": {"base": "http://far", "n": 10000000,
        "on": true, "Security": {"Auth": {}}}, "prod": {}})");
    folder.write("sub/http-client.env.json", R"({"dev": {"base": "http://near", "x": "public"}})");
    folder.write("http-client.private.env.json", R"({"dev": {"x": "private"}})");
    const auto files = EnvironmentFiles::read(folder.path("sub"), folder.path());
    ASSERT_TRUE(files.ok());
    EXPECT_EQ(files->names(), (QStringList{QStringLiteral("dev"), QStringLiteral("prod")}));
    const auto dev = files->environment(QStringLiteral("dev"));
    EXPECT_EQ(dev.at("base"), "http://near");
    EXPECT_EQ(dev.at("x"), "private");
    EXPECT_EQ(dev.at("v"), "1");
    EXPECT_EQ(dev.at("n"), "10000000");
    EXPECT_EQ(dev.at("on"), "true");
    EXPECT_FALSE(dev.contains("Security"));
    EXPECT_EQ(files->environment(QStringLiteral("prod")).at("base"), "s");
    EXPECT_TRUE(EnvironmentFiles::read(folder.path(), folder.path())->environment(QStringLiteral("dev")).at("base") ==
                "http://far");
}

TEST(EnvironmentFiles, NoFileIsNoError) {
    Folder folder;
    EXPECT_TRUE(EnvironmentFiles::read(folder.path(), folder.path())->names().isEmpty());
}

TEST(EnvironmentFiles, BrokenFilesAreNamed) {
    for (const QByteArray text : {"{\n\"dev\": {\n", "[]", "{\"dev\": 1}"}) {
        Folder folder;
        folder.write("http-client.env.json", text);
        const auto files = EnvironmentFiles::read(folder.path(), folder.path());
        ASSERT_FALSE(files.ok()) << text.constData();
        EXPECT_TRUE(files.error().sentence().contains(QStringLiteral("http-client.env.json")));
    }
}

TEST(BodyInclude, MarkupIsNotAnInclude) {
    for (const QByteArray body : {"<root>", "</root>", "a < b", "  < indented", "", "<", "<@x"})
        EXPECT_FALSE(workspace::parseInclude(body)) << body.constData();
    EXPECT_EQ(workspace::parseInclude("<\t./a b ")->path, "./a b");
    EXPECT_FALSE(workspace::parseInclude("< ./a")->variables);
    EXPECT_TRUE(workspace::parseInclude("<@utf8 ./a")->variables);
}

} // namespace
