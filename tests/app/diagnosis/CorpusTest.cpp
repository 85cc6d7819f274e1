// SPDX-License-Identifier: GPL-3.0-or-later
// Scores labelled exchanges: those of tests/app/diagnosis/data file by file, and those that lie beside the tree, where
// they are at hand, all together.
#include "tests/app/diagnosis/LabelledExchange.h"

#include <filesystem>
#include <iostream>

namespace knockback::diagnosis::test {
namespace {

struct Score {
    int rows = 0, cause = 0, subcause = 0, vendor = 0, reference = 0, wait = 0, retryable = 0, falseBlocks = 0;

    void add(const LabelledExchange& row) {
        const auto d = diagnose(row);
        const auto a = compare(d, row.expect);
        ++rows;
        cause += a.cause;
        subcause += a.subcause;
        vendor += a.vendor;
        reference += a.reference;
        wait += a.wait;
        retryable += a.retryable;
        falseBlocks += a.falseBlock;
        if (!a.all())
            std::cout << (a.falseBlock ? "  B "
                          : a.cause    ? "  . "
                                       : "  X ")
                      << row.id.toStdString() << ": " << describe(d, row.expect) << '\n';
    }
};

Score scoreOf(const QString& path) {
    Score score;
    for (const auto& row : readLabelled(path))
        score.add(row);
    std::cout << score.rows << " rows: cause " << score.cause << ", subcause " << score.subcause << ", vendor "
              << score.vendor << ", reference " << score.reference << ", wait " << score.wait << ", retryable "
              << score.retryable << ", false blocks " << score.falseBlocks << '\n';
    return score;
}

TEST(Corpus, CausesAreRightAndNothingOrdinaryIsCalledABlock) {
    const auto given = qEnvironmentVariable("KNOCKBACK_CORPUS");
    const auto score =
        scoreOf(given.isEmpty() ? QStringLiteral(KNOCKBACK_SOURCE_DIR "/../shared/data/corpus_dev.jsonl") : given);
    if (score.rows == 0)
        GTEST_SKIP() << "the labelled exchanges are not here";
    EXPECT_GE(score.cause, score.rows * 0.98);
    EXPECT_EQ(score.falseBlocks, 0);
}

class Labelled : public testing::TestWithParam<std::string> {};

// A file is one test: a process for each of these many exchanges would take longer than all of them.
TEST_P(Labelled, AreDiagnosedAsLabelled) {
    const auto rows = readLabelled(QString::fromStdString(GetParam()));
    EXPECT_FALSE(rows.empty());
    for (const auto& row : rows) {
        const auto d = diagnose(row);
        EXPECT_TRUE(compare(d, row.expect).all()) << row.id.toStdString() << ": " << describe(d, row.expect);
    }
}

std::string testName(const testing::TestParamInfo<std::string>& file) {
    return std::filesystem::path(file.param).stem();
}

INSTANTIATE_TEST_SUITE_P(Own, Labelled, testing::ValuesIn(ownLabelledFiles()), testName);

} // namespace
} // namespace knockback::diagnosis::test
