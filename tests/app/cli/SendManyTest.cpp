// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include <set>

using namespace knockback;
using test::Cli;

namespace {

using SendMany = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

TEST_F(SendMany, EachRowIsALineAndTheLastOneHasTheTotals) {
    // As many as one window takes, so that no clock decides over them.
    const auto result = knockback({s("send"), startLab("fixed-window") + s("/items"), s("--times"), s("10"),
                                   s("--concurrency"), s("3"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    const auto lines = result.jsonLines();
    ASSERT_EQ(lines.size(), 11U);
    std::set<int> rows;
    for (std::size_t i = 0; i < 10; ++i) {
        rows.insert(lines[i][s("row")].toInt());
        EXPECT_EQ(lines[i][s("outcome")], s("ok"));
        EXPECT_EQ(lines[i][s("status")], 200);
    }
    EXPECT_EQ(rows, (std::set<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    EXPECT_EQ(lines[10][s("total")], 10);
    EXPECT_EQ(lines[10][s("ok")], 10);
    EXPECT_EQ(lines[10][s("wastedAttempts")], 0) << "the first answer tells the limit, and all wait for it";
    EXPECT_FALSE(lines[10].contains(s("calls")));
}

TEST_F(SendMany, RowsOfADataFileAreVariables) {
    const QString rows = write("rows.csv", "id,word\n7,\"a b\"\n8,c\n");
    const auto result = knockback({s("send"), startLab("tour") + s("/items?id={{id}}"), s("-d"), s("{{word}}"),
                                   s("--rows"), rows, s("--har"), path("r.har")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.out.contains("2 of 2 ok")) << result.out.constData();
    const QByteArray har = read("r.har");
    for (const char* wanted : {"/items?id=7", "/items?id=8", "a b"})
        EXPECT_TRUE(har.contains(wanted)) << wanted;
}

TEST_F(SendMany, MistakesInTheFileAreSaidBeforeAnythingIsSent) {
    const QString rows = write("rows.csv", "id,word\n7\n");
    const auto result = knockback({s("send"), startLab("tour") + s("/items"), s("--rows"), rows});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
    EXPECT_TRUE(result.err.contains("line 2, column 2")) << result.err.constData();
    EXPECT_EQ(m_lab.requestsServed(), 0U);
}

TEST_F(SendMany, WhatStandsInTheWayOfAllIsSaidOnceAndEndsIt) {
    const auto result = knockback({s("send"), startLab("tour") + s("/items"), s("--credential"), s("nobody"),
                                   s("--times"), s("100000"), s("--concurrency"), s("2"), s("--json")});
    EXPECT_EQ(result.exitCode, 6);
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
    EXPECT_LE(result.jsonLines().size(), 4U) << "those that had begun, and the totals";
    EXPECT_EQ(m_lab.requestsServed(), 0U);
}

TEST_F(SendMany, NoSecretOfTheUrlIsPrinted) {
    const QString url = startLab("tour") + s("/items?api_key=Zq9xWk7vTT12");
    const auto result = knockback({s("send"), url, s("--times"), s("2")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.out.contains("/items?api_key=")) << result.out.constData();
    EXPECT_FALSE(result.out.contains("Zq9xWk7vTT12")) << result.out.constData();
}

TEST_F(SendMany, ASecretInARowNeedsTheVaultThatWasNamed) {
    const QString rows = write("rows.csv", "token\n{{vault:alice}}\n");
    const auto result =
        knockback({s("send"), startLab("tour") + s("/items"), s("-H"), s("X-Token: {{token}}"), s("--rows"), rows,
                   s("--vault"), path("absent/vault.kbv"), s("--passphrase-file"), path("absent/passphrase")});
    EXPECT_EQ(result.exitCode, 7) << result.err.constData();
    EXPECT_EQ(m_lab.requestsServed(), 0U);
}

TEST_F(SendMany, WhatDoesNotGoTogetherIsUsage) {
    const QString url = s("http://127.0.0.1:9/");
    EXPECT_EQ(knockback({s("send"), url, s("--times"), s("2"), s("--rows"), s("x.csv")}).exitCode, 2);
    EXPECT_EQ(knockback({s("send"), url, s("--times"), s("0")}).exitCode, 2);
    EXPECT_EQ(knockback({s("send"), url, s("--times"), s("2"), s("--report"), path("r.zip")}).exitCode, 2);
}

TEST_F(SendMany, TheExitCodeIsThatOfTheFirstThatDidNotPass) {
    const auto result = knockback({s("send"), startLab("waf-user-agent") + s("/catalog"), s("-H"),
                                   s("User-Agent: curl/8"), s("--policy"), s("none"), s("--times"), s("2")});
    EXPECT_EQ(result.exitCode, 4) << result.out.constData();
    EXPECT_TRUE(result.out.contains("0 of 2 ok, 2 blocked")) << result.out.constData();
}

TEST_F(SendMany, RunTakesRowsToo) {
    const QString file =
        write("a.http", "@base = " + startLab("tour").toUtf8() + "\n### Items\nGET {{base}}/items?id={{id}}\n");
    const QString rows = write("rows.json", R"([{"id": 1}, {"id": 2}, {"id": 3}])");
    const auto result = knockback({s("run"), file, s("--rows"), rows, s("--har"), path("r.har"), s("--json")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_EQ(result.json()[s("total")], 3);
    EXPECT_TRUE(read("r.har").contains("/items?id=3"));
}

} // namespace
