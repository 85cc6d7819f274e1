// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/SearchText.h"
#include "app/history/Statement.h"
#include "tests/app/history/HistoryFixture.h"

namespace knockback::history {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;
using testing::ElementsAre;

TEST(FtsQuery, HoldsWordsOnly) {
    EXPECT_EQ(ftsQuery(QString()), "");
    EXPECT_EQ(ftsQuery(QStringLiteral(" /?&=\"*() ")), "");
    EXPECT_EQ(ftsQuery(QStringLiteral("api.github.com/Issues")), "\"api\" \"github\" \"com\" \"Issues\"*");
    EXPECT_EQ(ftsQuery(QStringLiteral("a\" OR b*")), "\"a\" \"OR\" \"b\"*");
    EXPECT_EQ(ftsQuery(QStringLiteral("ü")), "\"\xc3\xbc\"*");
}

class Search : public HistoryTest {
protected:
    void SetUp() override {
        open();
        add({.url = "https://api.github.com/repos/a/b/issues?state=open",
             .requestName = QStringLiteral("Open issues")});
        add({.url = "https://api.github.com/user", .status = 401, .cause = Cause::Credential});
        add({.url = "http://127.0.0.1:8080/items/42",
             .status = 429,
             .cause = Cause::RateLimit,
             .requestName = QStringLiteral("Größe")});
        add({.url = "http://127.0.0.1:8080/items/%C3%BC", .status = 0, .cause = Cause::Network});
        add({.url = "https://api.example.com/missing", .status = 404, .cause = Cause::ClientError});
        reader = written();
    }
    std::vector<QByteArray> found(const HistoryFilter& filter) { return urls(reader->page(filter)); }
    std::size_t hits(const char* text) { return reader->page({.text = QString::fromUtf8(text)}).size(); }

    std::unique_ptr<HistoryReader> reader;
};

TEST_F(Search, FindsWordsOfUrlsAndNames) {
    EXPECT_EQ(hits("github"), 2U);
    EXPECT_EQ(hits("GitHub ISSUES"), 1U) << "no case, every word";
    EXPECT_EQ(hits("github iss"), 1U) << "the last may be a beginning";
    EXPECT_EQ(hits("gith issues"), 0U) << "the others are whole";
    EXPECT_EQ(hits("hub"), 0U) << "but not their middles";
    EXPECT_EQ(hits("https://api.github.com/user"), 1U) << "a whole URL";
    EXPECT_EQ(hits("größe"), 1U);
    EXPECT_EQ(hits("127.0.0.1:8080"), 2U);
    EXPECT_EQ(hits("state=open"), 1U);
    EXPECT_EQ(hits("nowhere"), 0U);
}

TEST_F(Search, OddCharactersAreOnlyCharacters) {
    for (const char* text : {"\"", "'", "*", "NEAR(a b)", "a AND", "OR", "url:github", "-github", "^github",
                             "github\"\"", "{url} : a", "\\", "%", "_", ";--"}) {
        (void)hits(text);
        EXPECT_EQ(reader->problem(), QString()) << text;
    }
    EXPECT_EQ(hits("url:github"), 0U) << "the word url has to be there";
    EXPECT_EQ(hits("-github"), 2U);
    EXPECT_EQ(hits("^github*"), 2U);
    EXPECT_EQ(hits("///"), 5U) << "no word in it, so nothing is left out";
    EXPECT_EQ(hits("42%"), 1U);
}

TEST_F(Search, EachFilterAndAllTogether) {
    EXPECT_THAT(found({.cause = Cause::RateLimit}), ElementsAre("http://127.0.0.1:8080/items/42"));
    EXPECT_EQ(found({.blocksOnly = true}).size(), 3U) << "not the 404";
    EXPECT_EQ(found({.hosts = {"127.0.0.1:8080"}}).size(), 2U);
    EXPECT_EQ(found({.hosts = {"127.0.0.1"}}).size(), 0U) << "another port is another host";
    EXPECT_EQ(found({.hosts = {"127.0.0.1:8080", "api.example.com", "nowhere"}}).size(), 3U);
    EXPECT_THAT(found({.statusClass = 0}), ElementsAre("http://127.0.0.1:8080/items/%C3%BC"));
    EXPECT_EQ(found({.statusClass = 4}).size(), 3U);
    EXPECT_EQ(found({.statusClass = 5}).size(), 0U);
    EXPECT_EQ(found({.requestName = QStringLiteral("Größe")}).size(), 1U);
    const HistoryFilter all{.text = QStringLiteral("items"),
                            .cause = Cause::RateLimit,
                            .blocksOnly = true,
                            .hosts = {"127.0.0.1:8080"},
                            .statusClass = 4,
                            .requestName = QStringLiteral("Größe")};
    EXPECT_EQ(found(all).size(), 1U);
}

TEST_F(Search, AStretchOfTimeHasItsBeginningButNotItsEnd) {
    const base::WallTime then = clock.wallNow();
    clock.advance(60s);
    add({.url = "http://later.example/"});
    reader = written();
    EXPECT_EQ(found({.before = then}).size(), 0U);
    EXPECT_EQ(found({.from = then, .before = then + 60s}).size(), 5U);
    EXPECT_THAT(found({.from = then + 60s}), ElementsAre("http://later.example/"));
}

TEST_F(Search, PagesFromNewestToOldestWithoutGapOrRepeat) {
    for (const QString& text : {QString(), QStringLiteral("http"), QStringLiteral("https")}) {
        const auto whole = urls(reader->page({.text = text}));
        std::vector<QByteArray> paged;
        HistoryFilter filter{.text = text, .limit = 2};
        for (auto rows = reader->page(filter); !rows.empty(); rows = reader->page(filter)) {
            EXPECT_LE(rows.size(), 2U);
            for (const HistoryRow& row : rows)
                paged.push_back(row.url);
            filter.beforeId = rows.back().id;
        }
        EXPECT_EQ(paged, whole) << text.toStdString();
    }
    EXPECT_EQ(reader->page({}).front().url, "https://api.example.com/missing");
}

TEST_F(Search, TheLastAttemptOfEachRequest) {
    add({.status = 503, .cause = Cause::Overload, .requestName = QStringLiteral("Größe")});
    add({.status = 200, .requestName = QStringLiteral("Größe"), .tokenRequest = true});
    const auto rows = written()->lastAttempts(
        {QStringLiteral("Größe"), QStringLiteral("never sent"), QString(), QStringLiteral("Open issues")});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].status, 503) << "not the token request";
    EXPECT_EQ(rows[1].requestName, QStringLiteral("Open issues"));
}

// A page of a long history must not read all of it.
TEST_F(Search, UsesIndexes) {
    for (const char* condition :
         {"host = 'a'", "cause = 'none'", "call = 1", "request_name = 'a' AND request_name <> ''",
          "started_ms >= 1 AND started_ms < 2", "id < 5"}) {
        auto connection = Connection::open(path(), Connection::Mode::ReadOnly);
        Statement plan(*connection, QByteArray("EXPLAIN QUERY PLAN SELECT * FROM attempt WHERE ") + condition);
        ASSERT_TRUE(plan.step());
        EXPECT_TRUE(plan.text(3).startsWith(QStringLiteral("SEARCH")))
            << condition << ": " << plan.text(3).toStdString();
    }
}

} // namespace
} // namespace knockback::history
