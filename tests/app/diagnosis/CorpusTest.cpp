// SPDX-License-Identifier: GPL-3.0-or-later
// Scores labelled exchanges: those of tests/app/diagnosis/data one by one, and those that lie beside the tree, where
// they are at hand, all together.
#include "tests/app/diagnosis/LabelledExchange.h"

#include <algorithm>
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

class Labelled : public testing::TestWithParam<LabelledExchange> {};

TEST_P(Labelled, IsDiagnosedAsLabelled) {
    const auto& row = GetParam();
    const auto d = diagnose(row);
    EXPECT_TRUE(compare(d, row.expect).all()) << row.id.toStdString() << ": " << describe(d, row.expect);
}

std::string testName(const testing::TestParamInfo<LabelledExchange>& row) {
    auto name = row.param.id.toStdString();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Own, Labelled, testing::ValuesIn(ownLabelled()), testName);

} // namespace

void PrintTo(const LabelledExchange& row, std::ostream* out) {
    *out << row.id.toStdString();
}

} // namespace knockback::diagnosis::test
