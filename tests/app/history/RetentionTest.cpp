// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;

class RetentionTest : public HistoryTest {
protected:
    // One finished call an hour, each with an attempt, a wait and a rotation.
    void addHours(int hours) {
        for (int i = 0; i < hours; ++i) {
            const base::CallId call{++calls};
            events->append(journal::CallStarted{call, QStringLiteral("Hourly"), "GET", "https://a.example/"});
            add({.url = "https://a.example/hour/" + QByteArray::number(i),
                 .requestName = QStringLiteral("Hourly"),
                 .call = call});
            events->append(
                journal::WaitStarted{call, {calls}, journal::WaitReason::Pacing, {}, clock.wallNow(), {}, {}});
            events->append(journal::WaitEnded{call, {calls}, journal::WaitEnd::Elapsed});
            events->append(journal::CredentialRotated{"key", true, {}, call, {}});
            events->append(journal::CallFinished{call, journal::CallOutcome::Ok, {}});
            clock.advance(1h);
        }
    }
    void prune(const Retention& retention) {
        store->prune(retention);
        ASSERT_TRUE(store->flush()) << store->problem().toStdString();
    }
    std::uint64_t calls = 0;
};

TEST_F(RetentionTest, TakesOutWhatIsTooOldWithAllThatHangsOnIt) {
    open();
    addHours(10);
    ASSERT_TRUE(store->flush());
    prune({.maxAge = 4h});
    const auto reader = written();
    EXPECT_EQ(reader->count(), 4) << "the one of exactly 4 hours ago stays";
    EXPECT_EQ(reader->page({.text = QStringLiteral("hour")}).size(), 4U) << "the index forgot the same ones";
    EXPECT_EQ(reader->page({.text = QStringLiteral("hour 3")}).size(), 0U);
    for (const char* table : {"call", "wait", "rotation", "facts", "attempt_text"})
        EXPECT_EQ(ask(QByteArray("SELECT count(*) FROM ") + table), "4") << table;
    expectSound();
}

TEST_F(RetentionTest, KeepsTheNewest) {
    open();
    addHours(30);
    ASSERT_TRUE(store->flush());
    prune({.maxAttempts = 7});
    const auto reader = written();
    const auto rows = reader->page({});
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows.front().url, "https://a.example/hour/29");
    EXPECT_EQ(rows.back().url, "https://a.example/hour/23");
    EXPECT_EQ(ask("SELECT count(*) FROM call"), "7");
    prune({.maxAttempts = 7});
    EXPECT_EQ(reader->count(), 7);
    expectSound();
}

TEST_F(RetentionTest, NoLimitTakesNothingAndZeroTakesAll) {
    open();
    addHours(3);
    ASSERT_TRUE(store->flush());
    prune({});
    EXPECT_EQ(written()->count(), 3);
    prune({.maxAttempts = 0});
    EXPECT_EQ(written()->count(), 0);
    for (const char* table : {"call", "wait", "rotation", "facts", "body", "attempt_text"})
        EXPECT_EQ(ask(QByteArray("SELECT count(*) FROM ") + table), "0") << table;
    addHours(2);
    EXPECT_EQ(written()->page({.text = QStringLiteral("hour")}).size(), 2U) << "and it goes on";
    expectSound();
}

TEST_F(RetentionTest, ACallUnderWayStays) {
    open();
    events->append(journal::CallStarted{{77}, QStringLiteral("Long"), "GET", "https://a.example/long"});
    clock.advance(100h);
    ASSERT_TRUE(store->flush());
    prune({.maxAge = 1h});
    EXPECT_EQ(ask("SELECT request_name FROM call"), "Long");
    restart(); // it was never finished, and now nobody will
    prune({.maxAge = 1h});
    EXPECT_EQ(ask("SELECT count(*) FROM call"), "0");
}

// 1300 rows need three transactions of 500.
TEST_F(RetentionTest, WorksInPieces) {
    open();
    for (int i = 0; i < 1300; ++i)
        add({});
    ASSERT_TRUE(store->flush());
    clock.advance(2h);
    add({});
    ASSERT_TRUE(store->flush());
    prune({.maxAge = 1h});
    EXPECT_EQ(written()->count(), 1);
    expectSound();
}

} // namespace
} // namespace knockback::history
