// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Migrations.h"
#include "app/history/Statement.h"
#include "app/history/Zstd.h"
#include "tests/app/history/HistoryFixture.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QFile>

namespace knockback::history {
namespace {

using namespace std::chrono_literals;

// A file as the first version left it, with one attempt in it.
class Migration : public HistoryTest {
protected:
    void writeFirstVersion() {
        QFile sql(QStringLiteral(":/knockback/sql/0001_initial.sql"));
        ASSERT_TRUE(sql.open(QIODevice::ReadOnly));
        auto file = Connection::open(path(), Connection::Mode::ReadWrite);
        ASSERT_TRUE(file.ok());
        file->execute(sql.readAll());
        file->execute("PRAGMA user_version = 1; PRAGMA application_id = 1265528675");
        file->execute("INSERT INTO attempt VALUES (7, NULL, 1, 1795255200000, 1000, 429, 'rate_limit', '', 'GET', "
                      "'a.example', 'https://a.example/x', '', 'Too many', 10, 0)");
        file->execute("INSERT INTO attempt_text (rowid, url, request_name) VALUES (7, 'https://a.example/x', '')");
        QCborMap window{{QStringLiteral("bucket"), QStringLiteral("core")}, {QStringLiteral("limit"), 50.0}};
        QCborMap quota{{QStringLiteral("windows"), QCborArray{window}}, {QStringLiteral("retryAfter"), 5.0}};
        QCborMap facts{{QStringLiteral("method"), QByteArray("GET")}, {QStringLiteral("quota"), quota}};
        Statement insert(*file, "INSERT INTO facts (attempt, zstd) VALUES (7, ?)");
        insert.bindBlob(compressed(QCborValue(facts).toCbor())).run();
        ASSERT_FALSE(file->failed()) << file->takeError().sentence.toStdString();
    }
};

TEST_F(Migration, AFileOfTheFirstVersionIsReadAndGoesOn) {
    writeFirstVersion();
    open();
    EXPECT_EQ(ask("PRAGMA user_version"), QByteArray::number(newestVersion()));
    const auto reader = written();
    const auto old = reader->load(7);
    ASSERT_TRUE(old.ok()) << old.error().sentence.toStdString();
    ASSERT_EQ(old->record->quota.windows.size(), 1U);
    const auto& window = old->record->quota.windows[0];
    EXPECT_EQ(window.limit, 50);
    EXPECT_FALSE(window.used || window.refillPerSecond || window.resetNumber || window.resetByClock);
    EXPECT_EQ(window.scope, ratelimit::QuotaScope::Credential);
    EXPECT_EQ(old->record->quota.retryAfterSeconds, 5);
    EXPECT_TRUE(old->record->quota.retryAfterSource.isEmpty());
    EXPECT_FALSE(reader->lastGoodAnswer("n1", "a.example", {})) << "nothing is known of whom it answers";
    add({.url = "https://a.example/x", .body = "good", .answersTo = "n1"});
    EXPECT_EQ(written()->lastGoodAnswer("n1", "a.example", {})->body.bytes(), "good");
    EXPECT_EQ(written()->count(), 2);
    expectSound();
}

} // namespace
} // namespace knockback::history
