// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunModel.h"
#include "ui/runs/RunTable.h"
#include "ui/runs/RunWords.h"

#include <QAbstractItemModelTester>

#include <gtest/gtest.h>

namespace knockback::ui {

using namespace std::chrono_literals;
using runs::RequestRun;

namespace {

constexpr base::SteadyTime start{1h};

runs::RowResult ended(journal::CallOutcome outcome, int status) {
    runs::RowResult result;
    result.outcome = outcome;
    result.status = status;
    result.tries = 1;
    result.length = 182ms;
    return result;
}

} // namespace

TEST(RunModel, IsAModelWhateverHappens) {
    RunModel model;
    OnlyUnfinished filter;
    filter.setSourceModel(&model);
    filter.setOn(true);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    RequestRun run(3, 2);
    model.setRun(&run);
    EXPECT_EQ(filter.rowCount(), 3);
    run.begin(start);
    for (int i = 0; i < 2; ++i)
        static_cast<void>(run.next());
    run.finished(0, ended(journal::CallOutcome::Ok, 200), start + 1s);
    run.finished(1, ended(journal::CallOutcome::Blocked, 403), start + 1s);
    model.refresh();
    EXPECT_EQ(filter.rowCount(), 2) << "what passed is left out";
    EXPECT_EQ(filter.index(0, RunModel::Outcome).data(), QStringLiteral("blocked"));
    EXPECT_EQ(model.index(0, RunModel::Time).data(), QStringLiteral("182 ms"));
    model.setRun(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(RunWords, SayWhatLimitsAndWhatIsNotKnown) {
    runs::RunForecast forecast;
    EXPECT_TRUE(forecastWords(300, 10, forecast, start).startsWith(u"No limit is known here yet."));
    forecast.known = true;
    EXPECT_EQ(forecastWords(40, 10, forecast, start),
              QStringLiteral("What is left of the limit is enough for all 40: they go out at once."));
    forecast.least = 12s;
    EXPECT_EQ(forecastWords(1200, 10, forecast, start),
              QStringLiteral("1,200 requests take about 12.0 s, 10 at once, if answers come as fast as the last one; "
                             "no limit makes it longer."));
    ratelimit::BucketState bucket;
    bucket.host = "api.example";
    bucket.learned = true;
    bucket.window.limit = 10;
    bucket.window.windowSeconds = 1;
    forecast.limit = bucket;
    EXPECT_EQ(forecastWords(1, 10, forecast, start),
              QStringLiteral("1 request takes at least 12.0 s: its blocks have taught that api.example lets about 10 a "
                             "second through. Nobody can be faster without being turned away."));
    bucket.learned = false;
    bucket.window.windowSeconds.reset();
    forecast.limit = bucket;
    forecast.open = true;
    EXPECT_TRUE(forecastWords(300, 10, forecast, start).contains(u"It may be longer"));
}

TEST(RunWords, CompareTheEndWithTheLeastThatWasPossible) {
    RequestRun run(2, 2);
    run.begin(start);
    for (int i = 0; i < 2; ++i)
        static_cast<void>(run.next());
    run.finished(0, ended(journal::CallOutcome::Ok, 200), start + 5s);
    run.finished(1, ended(journal::CallOutcome::Ok, 200), start + 10'100ms);
    EXPECT_EQ(endWords(run, 10s, start + 20s),
              QStringLiteral("2 of 2 passed in 10.1 s, 1.01 times the least possible (10.0 s); 0 of 2 attempts were "
                             "turned away."));
}

} // namespace knockback::ui
