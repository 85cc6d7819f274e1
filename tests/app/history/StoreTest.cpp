// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Migrations.h"
#include "app/history/Statement.h"
#include "tests/app/history/HistoryFixture.h"
#include "tests/support/SeededRandom.h"

#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <csignal>
#include <future>
#include <sys/resource.h>
#include <unistd.h>

namespace knockback::history {
namespace {

using namespace std::chrono_literals;

class Store : public HistoryTest {
protected:
    HistoryError refusal() {
        auto opened = HistoryStore::open(path(), *events, clock);
        EXPECT_FALSE(opened.ok());
        return opened.ok() ? HistoryError{} : opened.error();
    }
    void writeFile(const QByteArray& bytes) {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
};

TEST_F(Store, IsStillThereAfterARestart) {
    open();
    for (int i = 0; i < 2500; ++i)
        add({.url = "https://a.example/" + QByteArray::number(i)});
    restart(); // closing writes what is left, without a flush
    const auto reader = written();
    EXPECT_EQ(reader->count(), 2500);
    EXPECT_EQ(reader->page({.limit = 1}).at(0).url, "https://a.example/2499");
    expectSound();
}

TEST_F(Store, TakesUpWhatTheJournalHeldBeforeIt) {
    add({});
    open();
    EXPECT_EQ(written()->count(), 1);
}

TEST_F(Store, CommitsWithoutBeingAskedAndSaysSo) {
    open();
    std::promise<std::uint64_t> committed;
    store->onCommitted([&] { committed.set_value(store->revision()); });
    add({});
    // 100 ms are the promise; the bound is for a busy machine.
    auto future = committed.get_future();
    ASSERT_EQ(future.wait_for(10s), std::future_status::ready);
    EXPECT_GT(future.get(), 0U);
    store->onCommitted({});
    auto reader = store->reader();
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ((*reader)->count(), 1);
    add({});
    EXPECT_TRUE(store->flush()) << "an ended listener is not called, or the promise would be kept twice";
}

TEST_F(Store, FlushWithNothingToDoReturns) {
    open();
    const auto before = store->revision();
    EXPECT_TRUE(store->flush());
    EXPECT_TRUE(store->flush(0ms));
    EXPECT_EQ(store->revision(), before);
}

TEST_F(Store, TheFileIsForItsOwnerOnly) {
    open();
    add({});
    ASSERT_TRUE(store->flush());
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const QFileInfo file(path() + QLatin1String(suffix));
        ASSERT_TRUE(file.exists()) << suffix;
        EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions()) << suffix;
    }
}

TEST_F(Store, ClosingLeavesASmallLogToTheNextWhoOpens) {
    open();
    add({.url = "https://api.example.com/kept"});
    store.reset();
    EXPECT_GT(QFileInfo(path() + QStringLiteral("-wal")).size(), 0) << "moving it would wait for the disk";
    restart();
    EXPECT_EQ(urls(written()->page({})), (std::vector<QByteArray>{"https://api.example.com/kept"}));
    expectSound();
}

TEST_F(Store, ClosingPutsALargeLogAway) {
    open();
    test::SeededRandom random(3);
    for (int i = 0; i < 40; ++i) {
        QByteArray noise(64 * 1024, Qt::Uninitialized); // zstd finds nothing in it
        for (char& c : noise)
            c = static_cast<char>(random.next());
        add({.body = noise});
    }
    store.reset();
    EXPECT_FALSE(QFileInfo::exists(path() + QStringLiteral("-wal")));
    restart();
    EXPECT_EQ(store->reader().value()->count(), 40);
}

TEST_F(Store, TwoProgramsMayShareAFile) {
    open();
    journal::Journal second(clock);
    auto other = HistoryStore::open(path(), second, clock);
    ASSERT_TRUE(other.ok());
    for (int i = 0; i < 500; ++i) {
        add({});
        second.append(journal::AttemptFinished{recordOf({}, clock.wallNow())});
    }
    EXPECT_TRUE((*other)->flush()) << (*other)->problem().toStdString();
    EXPECT_EQ(written()->count(), 1000);
    expectSound();
}

TEST_F(Store, MigratesAnEmptyFileAndSaysWhoseItIs) {
    writeFile({});
    open();
    EXPECT_EQ(ask("PRAGMA user_version").toInt(), newestVersion());
    EXPECT_GE(newestVersion(), 1);
    EXPECT_EQ(ask("PRAGMA application_id").toInt(), 0x4b6e6f63);
    EXPECT_EQ(ask("PRAGMA journal_mode"), "wal");
    restart();
    EXPECT_EQ(ask("SELECT count(*) FROM session"), "2");
}

TEST_F(Store, ANewerFormatIsLeftAlone) {
    open();
    store.reset();
    {
        auto connection = Connection::open(path(), Connection::Mode::ReadWrite);
        ASSERT_TRUE(connection->execute("PRAGMA user_version = 4711"));
    }
    const HistoryError error = refusal();
    EXPECT_EQ(error.kind, HistoryErrorKind::TooNew);
    EXPECT_THAT(error.sentence.toStdString(), testing::HasSubstr("4711"));
    EXPECT_EQ(ask("PRAGMA user_version"), "4711");
}

TEST_F(Store, AnotherProgramsDatabaseIsLeftAlone) {
    {
        auto connection = Connection::open(path(), Connection::Mode::ReadWrite);
        ASSERT_TRUE(connection->execute("CREATE TABLE attempt (mine TEXT)"));
    }
    EXPECT_EQ(refusal().kind, HistoryErrorKind::Foreign);
    EXPECT_EQ(ask("SELECT count(*) FROM sqlite_schema"), "1");
}

TEST_F(Store, ADamagedFileIsNamed) {
    const QByteArray text(20'000, 'x');
    writeFile(text);
    const HistoryError error = refusal();
    EXPECT_EQ(error.kind, HistoryErrorKind::Damaged);
    EXPECT_THAT(error.sentence.toStdString(), testing::HasSubstr(path().toStdString()));
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), text) << "it may be somebody's last copy";
}

TEST_F(Store, AFolderThatIsNotThereOrCannotBeWritten) {
    auto opened = HistoryStore::open(folder.filePath(QStringLiteral("no/such/history.sqlite")), *events, clock);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, HistoryErrorKind::Unwritable);
    EXPECT_THAT(opened.error().sentence.toStdString(), testing::HasSubstr("no/such"));
    EXPECT_EQ(HistoryStore::open(folder.path(), *events, clock).error().kind, HistoryErrorKind::Unwritable)
        << "a folder";
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may write everywhere";
    ASSERT_TRUE(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    EXPECT_EQ(refusal().kind, HistoryErrorKind::Unwritable);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

TEST_F(Store, AFullDiskIsSaidInASentence) {
    open();
    store.reset();
    auto connection = Connection::open(path(), Connection::Mode::ReadWrite);
    ASSERT_TRUE(connection.ok());
    (void)connection->number("PRAGMA max_page_count = 1"); // cannot go below what it has: nothing fits any more
    ASSERT_TRUE(connection->begin());
    Statement insert(*connection, "INSERT INTO facts (zstd) VALUES (?)");
    EXPECT_FALSE(insert.bindBlob(QByteArray(1'000'000, 'x')).run());
    EXPECT_FALSE(insert.bindBlob("y").run()) << "nothing runs after an error, or half a batch would stay";
    EXPECT_FALSE(connection->commit());
    EXPECT_EQ(connection->takeError().kind, HistoryErrorKind::DiskFull);
    EXPECT_EQ(connection->number("SELECT count(*) FROM facts"), 0);
}

// A limit on the size of files stands for a disk that refuses: writes fail, and work again when it is lifted.
TEST_F(Store, WhatTheDiskRefusesIsWrittenLater) {
    open();
    add({});
    ASSERT_TRUE(store->flush());
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto onTooLarge = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{.rlim_cur = 4096, .rlim_max = before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    events->append(journal::CallStarted{{1}, {}, "GET", "https://a.example/"});
    for (int i = 0; i < 50; ++i)
        add({.call = {1}});
    EXPECT_FALSE(store->flush());
    EXPECT_FALSE(store->problem().isEmpty());
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, onTooLarge);
    EXPECT_TRUE(store->flush()) << store->problem().toStdString();
    EXPECT_TRUE(store->problem().isEmpty());
    EXPECT_EQ(written()->count(), 51) << "each once";
    EXPECT_EQ(ask("SELECT count(*) FROM attempt WHERE call IS NOT NULL"), "50");
    expectSound();
}

TEST_F(Store, SaysWhatTheJournalDroppedBeforeItCouldBeWritten) {
    journal::Journal tiny(clock, 10);
    for (int i = 0; i < 25; ++i)
        tiny.append(journal::AttemptFinished{recordOf({}, clock.wallNow())});
    auto opened = HistoryStore::open(path(), tiny, clock);
    ASSERT_TRUE(opened.ok());
    EXPECT_TRUE((*opened)->flush());
    EXPECT_THAT((*opened)->problem().toStdString(), testing::HasSubstr("misses 15 events"));
    EXPECT_EQ(ask("SELECT count(*) FROM attempt"), "10");
}

TEST_F(Store, ReadersAndWritersDoNotDisturbEachOther) {
    open();
    auto shared = store->reader();
    ASSERT_TRUE(shared.ok());
    std::atomic<bool> done{false};
    std::atomic<int> questions{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&, t] {
            auto own = store->reader();
            HistoryReader& reader = t == 0 ? **own : **shared;
            qint64 seen = 0;
            while (!done) {
                const auto rows = reader.page({.text = QStringLiteral("example"), .limit = 5});
                const qint64 count = reader.count();
                EXPECT_GE(count, seen) << "nothing goes away";
                seen = count;
                EXPECT_TRUE(rows.empty() || reader.load(rows.front().id).ok());
                ++questions;
            }
            EXPECT_EQ(reader.problem(), QString());
        });
    for (int i = 0; i < 3000; ++i) {
        add({});
        EXPECT_TRUE(i % 1000 != 999 || store->flush());
    }
    while (questions < 10)
        std::this_thread::yield();
    done = true;
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(written()->count(), 3000);
}

} // namespace
} // namespace knockback::history
