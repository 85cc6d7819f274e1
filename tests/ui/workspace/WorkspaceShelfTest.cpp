// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorkspaceShelf.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

using namespace knockback;
using test::Folder;
using ui::WorkspaceShelf;
using ui::WorkspaceView;

namespace {

const QByteArray sample = "# @knockback.default.credential ledger\n### One\nGET http://h/1\n\n###\nGET http://h/two\n";

class Shelf : public testing::Test {
protected:
    Shelf() { folder.write("api/a.http", sample); }
    WorkspaceView open() {
        auto answer = shelf.open(folder.path());
        EXPECT_EQ(answer.problem, QString());
        EXPECT_TRUE(answer.view);
        return answer.view.value_or(WorkspaceView{});
    }
    Folder folder;
    WorkspaceShelf shelf{folder.path("data")};
};

TEST_F(Shelf, SaysWhereEachRequestStands) {
    const auto view = open();
    ASSERT_EQ(view.requests.size(), 2U);
    const auto& one = view.requests[0];
    EXPECT_EQ(one.id, QStringLiteral("api/a.http#One"));
    EXPECT_EQ(one.file, QStringLiteral("api/a.http"));
    EXPECT_EQ(one.line, 3);
    EXPECT_EQ(one.folder, folder.path("api"));
    EXPECT_EQ(one.inherited.credential, "ledger");
    EXPECT_EQ(view.requests[1].draft.name, QStringLiteral("/two")) << "a name to show";
}

TEST_F(Shelf, SavingKeepsTheIdAndAddsNoName) {
    const auto view = open();
    auto draft = view.requests[1].draft;
    draft.headers.push_back({"A", "1"});
    const auto saved = shelf.save(view.requests[1].id, draft);
    EXPECT_EQ(saved.problem, QString());
    EXPECT_EQ(saved.id, view.requests[1].id);
    EXPECT_EQ(folder.read("api/a.http"), sample + "A: 1\n");
    draft.name = QStringLiteral("Two");
    draft.url = "http://other/";
    const auto renamed = shelf.save(view.requests[1].id, draft);
    EXPECT_EQ(renamed.id, view.requests[1].id);
    ASSERT_TRUE(renamed.view);
    EXPECT_EQ(renamed.view->requests[1].id, view.requests[1].id);
    EXPECT_TRUE(folder.read("api/a.http").contains("### Two\nGET http://other/\nA: 1\n"));
}

TEST_F(Shelf, RemovingTakesOneRequestOutOfItsFile) {
    const auto view = open();
    const auto removed = shelf.remove(view.requests[0].id);
    EXPECT_EQ(removed.problem, QString());
    ASSERT_TRUE(removed.view);
    ASSERT_EQ(removed.view->requests.size(), 1U);
    EXPECT_EQ(removed.view->requests[0].id, view.requests[1].id);
    EXPECT_FALSE(folder.read("api/a.http").contains("http://h/1"));
    EXPECT_NE(shelf.remove(view.requests[0].id).problem, QString()) << "it is gone already";
}

TEST_F(Shelf, MovingKeepsTheIdAndTheRequest) {
    folder.write("b.http", "### Other\nGET http://h/b\n");
    const auto view = open();
    const auto moved = shelf.move(QStringLiteral("api/a.http#One"), QStringLiteral("b.http"));
    EXPECT_EQ(moved.problem, QString());
    ASSERT_TRUE(moved.view);
    const auto found = std::find_if(moved.view->requests.begin(), moved.view->requests.end(),
                                    [](const auto& one) { return one.id == QStringLiteral("api/a.http#One"); });
    ASSERT_NE(found, moved.view->requests.end());
    EXPECT_EQ(found->file, QStringLiteral("b.http"));
    EXPECT_FALSE(folder.read("api/a.http").contains("http://h/1"));
    EXPECT_TRUE(folder.read("b.http").contains("GET http://h/1"));
}

TEST_F(Shelf, ANewRequestGoesIntoTheFileThatWasAskedFor) {
    folder.write("b.http", "### Other\nGET http://h/b\n");
    open();
    workspace::RequestDraft draft;
    draft.name = QStringLiteral("Third");
    draft.url = "http://h/3";
    EXPECT_EQ(shelf.save({}, draft, QStringLiteral("b.http")).problem, QString());
    EXPECT_TRUE(folder.read("b.http").contains("### Third"));
}

TEST_F(Shelf, NewRequestsGetAnId) {
    open();
    workspace::RequestDraft draft;
    draft.name = QStringLiteral("New");
    draft.url = "http://h/new";
    const auto saved = shelf.save({}, draft);
    EXPECT_EQ(saved.problem, QString());
    EXPECT_EQ(saved.id, QStringLiteral("api/a.http#New"));
    EXPECT_EQ(saved.view->requests.size(), 3U);
}

TEST_F(Shelf, ReloadSaysOnlyWhatIsNew) {
    const auto view = open();
    EXPECT_FALSE(shelf.reload().view);
    folder.write("api/a.http", "### Zero\nGET http://h/0\n\n" + sample);
    const auto now = shelf.reload();
    ASSERT_TRUE(now.view);
    ASSERT_EQ(now.view->requests.size(), 3U);
    EXPECT_EQ(now.view->requests[1].id, view.requests[0].id);
    EXPECT_EQ(now.view->requests[2].id, view.requests[1].id);
    EXPECT_FALSE(shelf.reload().view);
}

TEST_F(Shelf, ARefusedSaveShowsWhatOthersWrote) {
    const auto view = open();
    folder.write("api/a.http", QByteArray(sample).replace("h/1", "h/theirs"));
    auto draft = view.requests[0].draft;
    draft.url = "http://h/mine";
    const auto saved = shelf.save(view.requests[0].id, draft);
    EXPECT_TRUE(saved.problem.contains(QStringLiteral("Another program")));
    EXPECT_EQ(saved.id, view.requests[0].id);
    ASSERT_TRUE(saved.view);
    EXPECT_EQ(saved.view->requests[0].draft.url, "http://h/theirs");
    EXPECT_EQ(saved.view->requests[0].id, view.requests[0].id);
    EXPECT_EQ(shelf.save(view.requests[0].id, draft).problem, QString()) << "the user has chosen";
}

TEST_F(Shelf, VariablesOfEachFileApart) {
    folder.write("api/b.http", "@base = http://b\n### B\nGET {{base}}/\n");
    folder.write("api/c.http", "@base = http://c\n### C\nGET {{base}}/\n");
    folder.write("http-client.env.json", R"({"dev": {"key": "k"}})");
    const auto view = open();
    EXPECT_EQ(view.files.at(QStringLiteral("api/b.http")).own.at("base"), "http://b");
    EXPECT_EQ(view.files.at(QStringLiteral("api/c.http")).environments.at(QStringLiteral("dev")).at("base"),
              "http://c");
    EXPECT_EQ(view.files.at(QStringLiteral("api/c.http")).environments.at(QStringLiteral("dev")).at("key"), "k");
    EXPECT_TRUE(view.environments.contains(QStringLiteral("dev")));
    folder.write("http-client.env.json", R"({"dev": {"key": "other"}})");
    EXPECT_EQ(shelf.reload().view->environments.at(QStringLiteral("dev")).at("key"), "other");
}

TEST_F(Shelf, WatchesWhatMatters) {
    folder.write("http-client.env.json", "{}");
    folder.write(".git/x.http", "GET http://no/\n");
    folder.write("node_modules/deep/x", "");
    const auto answer = shelf.open(folder.path());
    for (const char* path : {"", "api", "api/a.http", "http-client.env.json"})
        EXPECT_TRUE(answer.watched.contains(folder.path(path))) << path;
    EXPECT_FALSE(answer.watched.contains(folder.path(".git")));
    EXPECT_FALSE(answer.watched.contains(folder.path("node_modules")));
}

TEST_F(Shelf, WhatCannotBeReadIsSaidOnce) {
    folder.write("bad.http", "GET http://h/\nbroken\n");
    const auto answer = shelf.open(folder.path());
    EXPECT_TRUE(answer.notice.startsWith(QStringLiteral("bad.http:2: "))) << answer.notice.toStdString();
    EXPECT_EQ(answer.view->requests.size(), 2U);
    EXPECT_EQ(shelf.reload().notice, QString());
}

TEST_F(Shelf, TheLabIsCopiedOnceAndKeptAsItIs) {
    const auto lab = shelf.open({});
    ASSERT_TRUE(lab.view) << lab.problem.toStdString();
    EXPECT_FALSE(lab.view->requests.empty());
    folder.write("data/lab/lab.http", "### Mine\nGET http://mine/\n");
    EXPECT_EQ(shelf.open({}).view->requests.size(), 1U);
}

TEST_F(Shelf, AFolderThatIsNotThereLeavesTheOldOneOpen) {
    open();
    EXPECT_TRUE(
        shelf.open(QStringLiteral("/nonexistent/place")).problem.contains(QStringLiteral("/nonexistent/place")));
    EXPECT_FALSE(shelf.reload().view);
    EXPECT_TRUE(WorkspaceShelf(folder.path("data")).save({}, {}).problem.contains(QStringLiteral("No workspace")));
}

} // namespace
