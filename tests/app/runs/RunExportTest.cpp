// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunExport.h"
#include "app/runs/DataTable.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace knockback::runs {

using namespace std::chrono_literals;

namespace {

RequestRun finishedRun() {
    RequestRun run(3, 3);
    run.begin(base::SteadyTime(1h));
    for (int i = 0; i < 2; ++i)
        static_cast<void>(run.next());
    RowResult good;
    good.outcome = journal::CallOutcome::Ok;
    good.status = 200;
    good.tries = 2;
    good.blocked = 1;
    good.length = 182'500us;
    good.start = "=cmd(),\"quoted\"\nnext";
    run.finished(0, good, base::SteadyTime(1h));
    RowResult bad;
    bad.sentence = QStringLiteral("The connection was reset.");
    bad.tries = 1;
    run.finished(1, bad, base::SteadyTime(1h));
    return run;
}

} // namespace

TEST(RunExport, JsonHasARowForEach) {
    const auto rows = QJsonDocument::fromJson(resultsJson(finishedRun())).array();
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[0][u"row"], 1);
    EXPECT_EQ(rows[0][u"outcome"], QStringLiteral("ok"));
    EXPECT_EQ(rows[0][u"status"], 200);
    EXPECT_EQ(rows[0][u"durationMs"], 182.5);
    EXPECT_EQ(rows[0][u"tries"], 2);
    EXPECT_EQ(rows[0][u"start"], QStringLiteral("=cmd(),\"quoted\"\nnext"));
    EXPECT_TRUE(rows[1][u"status"].isNull());
    EXPECT_EQ(rows[1][u"sentence"], QStringLiteral("The connection was reset."));
    EXPECT_EQ(rows[2][u"outcome"], QStringLiteral("not sent"));
    EXPECT_TRUE(rows[2][u"durationMs"].isNull());
}

TEST(RunExport, CsvIsReadBackAndHoldsNoFormula) {
    const auto table = readData(resultsCsv(finishedRun()), {});
    ASSERT_TRUE(table.ok()) << table.error().sentence().toStdString();
    ASSERT_EQ(table->rows.size(), 3u);
    const auto& first = table->rows[0].values;
    EXPECT_EQ(first.at("row"), "1");
    EXPECT_EQ(first.at("durationMs"), "182.5");
    EXPECT_EQ(first.at("start"), "'=cmd(),\"quoted\"\nnext");
    EXPECT_EQ(table->rows[1].values.at("status"), "");
    EXPECT_EQ(table->rows[2].values.at("outcome"), "not sent");
}

} // namespace knockback::runs
