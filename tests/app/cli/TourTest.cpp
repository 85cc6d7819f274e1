// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include <QFileInfo>

using namespace knockback;
using test::Cli;

namespace {

using Tour = Cli;

TEST_F(Tour, TellsTheWholeStory) {
    cli::CliContext context;
    context.painter = [](const auto&, const auto&) { return QByteArray("\x89PNG"); };
    context.grabWindow = [](session::Services&, const QString&, const QString& png) {
        QFile file(png);
        return file.open(QIODevice::WriteOnly) && file.write("\x89PNG") == 4 ? QString() : QStringLiteral("no");
    };
    const auto result = knockback({QStringLiteral("tour"), QStringLiteral("--out"), path("tour")}, {}, context);
    EXPECT_EQ(result.exitCode, 0) << result.err.constData() << result.out.constData();
    qsizetype at = 0;
    for (const char* word :
         {"lab ", "succeeded", "blocked    GET /items", "explained", "waiting", "succeeded", "waiting",
          "blocked    GET /ledger", "expired", "rotated", "succeeded", "reported", "pictured"}) {
        at = result.out.indexOf(word, at);
        ASSERT_GE(at, 0) << "“" << word << "” is missing, or comes too early, in\n" << result.out.constData();
        ++at;
    }
    EXPECT_GT(QFileInfo(path("tour/report.zip")).size(), 1000);
    EXPECT_TRUE(QFileInfo::exists(path("tour/window.png")));
}

TEST_F(Tour, WithoutAWindowItLeavesTheReport) {
    const auto result = knockback({QStringLiteral("tour"), QStringLiteral("--out"), path("tour")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData() << result.out.constData();
    EXPECT_TRUE(QFileInfo::exists(path("tour/report.zip")));
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
}

} // namespace
