// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorkspaceDesk.h"
#include "app/base/QtScheduler.h"
#include "tests/app/workspace/Folder.h"
#include "tests/support/VirtualScheduler.h"

#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

using namespace knockback;
using namespace std::chrono_literals;
using test::Folder;
using ui::FolderWatcher;
using ui::WorkspaceDesk;

namespace {

constexpr int bound = 20'000;

class Desk : public testing::Test {
protected:
    Desk() {
        folder.write("a.http", "### One\nGET http://h/1\n");
        QObject::connect(&desk, &WorkspaceDesk::changed, &desk, [this] {
            EXPECT_EQ(QThread::currentThread(), desk.thread());
            ++changes;
        });
        QObject::connect(&desk, &WorkspaceDesk::saved, &desk,
                         [this](int token, const QString& id, const QString& problem) {
                             saves.push_back({token, id, problem, changes});
                         });
        QObject::connect(&desk, &WorkspaceDesk::noticed, &desk, [this](const QString& text) { notices << text; });
    }
    void open() {
        desk.open(folder.path());
        EXPECT_EQ(changes, 0) << "the disk is not read on this thread";
        ASSERT_TRUE(QTest::qWaitFor([this] { return changes == 1; }, bound));
    }
    bool showsUrl(const QByteArray& url) {
        return QTest::qWaitFor(
            [&] {
                const auto& all = desk.view().requests;
                return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.draft.url == url; });
            },
            bound);
    }
    // As editors and git do: a new file takes the name of the old one.
    void replace(const char* name, const QByteArray& bytes) {
        folder.write("new.tmp", bytes);
        ASSERT_EQ(std::rename(QFile::encodeName(folder.path("new.tmp")).constData(),
                              QFile::encodeName(folder.path(name)).constData()),
                  0);
    }
    struct Save {
        int token;
        QString id;
        QString problem;
        int changes;
    };
    Folder folder;
    base::QtScheduler scheduler;
    WorkspaceDesk desk{folder.path("data"), scheduler};
    int changes = 0;
    std::vector<Save> saves;
    QStringList notices;
};

TEST_F(Desk, ChangesOfOtherProgramsAppear) {
    open();
    const QString id = desk.view().requests.at(0).id;
    folder.write("a.http", "### One\nGET http://h/written\n");
    EXPECT_TRUE(showsUrl("http://h/written"));
    replace("a.http", "### Zero\nGET http://h/0\n\n### One\nGET http://h/replaced\n");
    EXPECT_TRUE(showsUrl("http://h/replaced"));
    EXPECT_EQ(desk.view().requests.at(1).id, id);
    folder.write("a.http", "### One\nGET http://h/again\n");
    EXPECT_TRUE(showsUrl("http://h/again")) << "a file that was replaced is watched still";
    folder.write("sub/deep/b.http", "GET http://h/deep\n");
    EXPECT_TRUE(showsUrl("http://h/deep"));
    folder.write("sub/deep/b.http", "GET http://h/deeper\n");
    EXPECT_TRUE(showsUrl("http://h/deeper"));
    QFile::remove(folder.path("a.http"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return desk.view().requests.size() == 1; }, bound));
}

TEST_F(Desk, EnvironmentsToo) {
    open();
    folder.write("http-client.env.json", R"({"dev": {"a": "1"}})");
    const auto shows = [&](const QByteArray& value) {
        return QTest::qWaitFor(
            [&] {
                const auto found = desk.view().environments.find(QStringLiteral("dev"));
                return found != desk.view().environments.end() && found->second.contains("a") &&
                       found->second.at("a") == value;
            },
            bound);
    };
    EXPECT_TRUE(shows("1"));
    folder.write("http-client.env.json", R"({"dev": {"a": "2"}})");
    EXPECT_TRUE(shows("2"));
}

TEST_F(Desk, SavesInOrderAndTellsAfterTheView) {
    open();
    auto request = desk.view().requests.at(0);
    for (int token = 1; token <= 3; ++token) {
        request.draft.url = "http://h/" + QByteArray::number(10 * token);
        desk.save(token, request.id, request.draft);
    }
    EXPECT_TRUE(saves.empty());
    ASSERT_TRUE(QTest::qWaitFor([this] { return saves.size() == 3; }, bound));
    for (int token = 1; token <= 3; ++token) {
        const Save& save = saves.at(static_cast<std::size_t>(token - 1));
        EXPECT_EQ(save.token, token);
        EXPECT_EQ(save.id, request.id);
        EXPECT_EQ(save.problem, QString());
        EXPECT_EQ(save.changes, 1 + token);
    }
    EXPECT_EQ(folder.read("a.http"), "### One\nGET http://h/30\n");
}

TEST_F(Desk, ASaveUnderWayIsWrittenBeforeTheEnd) {
    {
        base::QtScheduler own;
        WorkspaceDesk brief(folder.path("data"), own);
        brief.open(folder.path());
        workspace::RequestDraft draft;
        draft.name = QStringLiteral("Last");
        draft.url = "http://h/last";
        brief.save(1, {}, draft);
    }
    EXPECT_TRUE(folder.read("a.http").contains("### Last\nGET http://h/last\n"));
}

TEST_F(Desk, WhatCannotBeOpenedIsSaid) {
    desk.open(QStringLiteral("/nonexistent/place"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !notices.isEmpty(); }, bound));
    EXPECT_TRUE(notices.front().contains(QStringLiteral("/nonexistent/place")));
    EXPECT_EQ(changes, 0);
}

TEST(FolderWatcher, ABurstIsToldOnce) {
    Folder folder;
    folder.write("a", "1");
    test::VirtualScheduler scheduler;
    FolderWatcher watcher(scheduler);
    int told = 0;
    QObject::connect(&watcher, &FolderWatcher::changed, &watcher, [&] { ++told; });
    watcher.watch({folder.path(), folder.path("a")});
    scheduler.advance(FolderWatcher::quiet);
    EXPECT_EQ(told, 1) << "it may have changed just before";
    watcher.watch({folder.path(), folder.path("a")});
    EXPECT_EQ(scheduler.waiting(), 0U);

    for (int i = 0; i < 5; ++i)
        folder.write("a", QByteArray::number(i) + " more");
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler.waiting() > 0; }, bound));
    QTest::qWait(20); // whatever else the system has to tell of it
    EXPECT_EQ(told, 1) << "not before it is quiet";
    scheduler.advance(FolderWatcher::quiet);
    EXPECT_EQ(told, 2);
}

TEST(FolderWatcher, ABurstWithoutEndIsToldEverySecond) {
    Folder folder;
    test::VirtualScheduler scheduler;
    FolderWatcher watcher(scheduler);
    int told = 0;
    QObject::connect(&watcher, &FolderWatcher::changed, &watcher, [&] { ++told; });
    // Each new path counts as a change.
    for (int i = 0; i < 30; ++i) {
        folder.write(QByteArray("f" + QByteArray::number(i)).constData(), "x");
        QStringList paths{folder.path()};
        for (int j = 0; j <= i; ++j)
            paths << folder.path(QByteArray("f" + QByteArray::number(j)).constData());
        watcher.watch(paths);
        scheduler.advance(FolderWatcher::quiet / 2);
    }
    EXPECT_EQ(told, 1) << "30 changes in 1.5 s, never quiet";
}

} // namespace
