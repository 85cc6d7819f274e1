// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"
#include "tests/support/VirtualScheduler.h"

#include <QTemporaryDir>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace knockback::history {

// What a made-up attempt looks like; everything else is filled in.
struct Attempted {
    QByteArray url = "https://api.example.com/v1/items?page=2";
    int status = 200; // 0 = a timeout
    diagnosis::Cause cause = diagnosis::Cause::None;
    QString requestName{};
    QByteArray body = "{}";
    base::CallId call{};
    int number = 1;
    bool tokenRequest = false;
    QByteArray answersTo{};
    std::vector<QByteArray> credentials{};
    std::optional<QByteArray> acceptedScopes{}; // the header
};

// An exchange with something in every field that is kept.
[[nodiscard]] http::Attempt exchangeOf(const Attempted& attempted, base::WallTime startedAt);
[[nodiscard]] journal::AttemptPtr recordOf(const Attempted& attempted, base::WallTime startedAt);

// A journal, a folder and a clock that only moves when told to.
class HistoryTest : public testing::Test {
protected:
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("history.sqlite")); }
    void open();
    // Ends the program and starts it again: a new journal on the same file.
    void restart();
    void add(const Attempted& attempted) {
        events->append(journal::AttemptFinished{recordOf(attempted, clock.wallNow())});
    }
    // Commits what was added and returns a reader.
    [[nodiscard]] std::unique_ptr<HistoryReader> written();
    [[nodiscard]] static std::vector<QByteArray> urls(const std::vector<HistoryRow>& rows);
    // What SQLite itself says about the file.
    [[nodiscard]] QByteArray ask(const QByteArray& sql) const;
    // Every attempt is in the index of words, and nothing else is.
    void expectSound() const;

    QTemporaryDir folder;
    test::FakeClock clock;
    std::unique_ptr<journal::Journal> events = std::make_unique<journal::Journal>(clock);
    std::unique_ptr<HistoryStore> store;
};

} // namespace knockback::history
