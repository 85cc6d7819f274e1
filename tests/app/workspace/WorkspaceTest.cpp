// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/Workspace.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

using namespace knockback;
using test::Folder;
using workspace::RequestDraft;
using workspace::RequestRef;
using workspace::Workspace;

namespace {

RequestDraft draftFor(const QByteArray& url) {
    RequestDraft draft;
    draft.name = QStringLiteral("n");
    draft.url = url;
    return draft;
}

TEST(Workspace, ListsEveryRequestOfTheFolder) {
    Folder folder;
    folder.write("b.http", "### One\nGET http://h/1\n###\nPOST http://h/2\n");
    folder.write("a/c.rest", "DELETE http://h/3\n");
    folder.write("a/bad.http", "GET http://h/\nbroken\n");
    folder.write(".git/x.http", "GET http://no/\n");
    folder.write("node_modules/y.http", "GET http://no/\n");
    folder.write("readme.md", "GET http://no/\n");
    const auto space = Workspace::open(folder.path());
    ASSERT_TRUE(space.ok());
    const auto all = space->requests();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].ref, (RequestRef{QStringLiteral("a/bad.http"), 0}));
    EXPECT_TRUE(all[0].problem.startsWith(QStringLiteral("a/bad.http:2: "))) << all[0].problem.toStdString();
    EXPECT_EQ(all[1].method, "DELETE");
    EXPECT_EQ(all[2].name, QStringLiteral("One"));
    EXPECT_EQ(all[3].ref.index, 1U);
    EXPECT_EQ(all[3].url, "http://h/2");
}

TEST(Workspace, OneFileIsAWorkspaceToo) {
    Folder folder;
    folder.write("only.http", "GET http://h/1\n");
    folder.write("other.http", "GET http://h/2\n");
    const auto space = Workspace::open(folder.path("only.http"));
    ASSERT_TRUE(space.ok());
    EXPECT_EQ(space->files(), QStringList{QStringLiteral("only.http")});
    EXPECT_EQ(space->name(), QStringLiteral("only"));
}

TEST(Workspace, NoSuchFolder) {
    const auto space = Workspace::open(QStringLiteral("/nonexistent/place"));
    ASSERT_FALSE(space.ok());
    EXPECT_TRUE(space.error().sentence().contains(QStringLiteral("/nonexistent/place")));
}

TEST(Workspace, SavesOneRequestAndKeepsTheRest) {
    Folder folder;
    folder.write("a.http", "# keep me\n### One\nGET http://h/1\n\n###\nGET http://h/2\n");
    auto space = Workspace::open(folder.path());
    RequestDraft draft = *space->load({QStringLiteral("a.http"), 1});
    draft.url = "http://h/changed";
    ASSERT_TRUE(space->save({QStringLiteral("a.http"), 1}, draft).ok());
    EXPECT_EQ(folder.read("a.http"), "# keep me\n### One\nGET http://h/1\n\n###\nGET http://h/changed\n");
    EXPECT_EQ(space->load({QStringLiteral("a.http"), 1})->url, "http://h/changed");
}

TEST(Workspace, ChangesOfOthersAreKeptOrSaid) {
    Folder folder;
    folder.write("a.http", "GET http://h/1\n###\nGET http://h/2\n");
    auto space = Workspace::open(folder.path());
    const RequestRef second{QStringLiteral("a.http"), 1};
    RequestDraft draft = *space->load(second);
    draft.url = "http://h/mine";

    folder.write("a.http", "# note of another program\nGET http://h/1\n###\nGET http://h/2\n");
    ASSERT_TRUE(space->save(second, draft).ok());
    EXPECT_EQ(folder.read("a.http"), "# note of another program\nGET http://h/1\n###\nGET http://h/mine\n");

    folder.write("a.http", "GET http://h/theirs\n");
    const auto outcome = space->save(second, draft);
    ASSERT_FALSE(outcome.ok());
    EXPECT_TRUE(outcome.error().sentence().contains(QStringLiteral("Another program")));
    EXPECT_EQ(folder.read("a.http"), "GET http://h/theirs\n");
}

TEST(Workspace, CreatesFilesAndRequests) {
    Folder folder;
    auto space = Workspace::open(folder.path());
    const auto first = space->create(QStringLiteral("new/billing.http"), draftFor("http://h/1"));
    ASSERT_TRUE(first.ok());
    const auto second = space->create(QStringLiteral("new/billing.http"), draftFor("http://h/2"));
    EXPECT_EQ(second->index, 1U);
    EXPECT_EQ(folder.read("new/billing.http"), "### n\nGET http://h/1\n\n### n\nGET http://h/2\n");
    ASSERT_TRUE(space->remove(*first).ok());
    EXPECT_EQ(space->requests().size(), 1U);
    EXPECT_FALSE(space->create(QStringLiteral("../outside.http"), draftFor("http://h/")).ok());
    EXPECT_FALSE(space->create(QStringLiteral("/tmp/outside.http"), draftFor("http://h/")).ok());
}

TEST(Workspace, EnvironmentUnderTheFilesVariables) {
    Folder folder;
    folder.write("http-client.env.json", R"({"dev": {"base": "http://env", "other": "o"}})");
    folder.write("a.http", "@base = http://file\nGET {{base}}/\n");
    const auto space = Workspace::open(folder.path());
    const auto environment = space->environment(QStringLiteral("dev"), QStringLiteral("a.http"));
    ASSERT_TRUE(environment.ok());
    EXPECT_EQ(environment->at("base"), "http://file");
    EXPECT_EQ(environment->at("other"), "o");
    EXPECT_EQ(space->environmentNames(), QStringList{QStringLiteral("dev")});
    EXPECT_TRUE(space->environment(QString(), QStringLiteral("a.http")).ok());
    const auto missing = space->environment(QStringLiteral("prod"), QStringLiteral("a.http"));
    ASSERT_FALSE(missing.ok());
    EXPECT_TRUE(missing.error().sentence().contains(QStringLiteral("dev")));
}

TEST(Workspace, UnknownRequestIsSaid) {
    Folder folder;
    folder.write("a.http", "GET http://h/1\n");
    const auto space = Workspace::open(folder.path());
    EXPECT_FALSE(space->load({QStringLiteral("a.http"), 1}).ok());
    EXPECT_FALSE(space->load({QStringLiteral("b.http"), 0}).ok());
}

} // namespace
