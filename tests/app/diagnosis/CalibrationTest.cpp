// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a confidence is worth what it says. Rules that know a vendor are nearly always right about it, so they are
// taken away: what is left has to judge every answer as one of a vendor that nobody has described.
#include "app/diagnosis/RuleReader.h"
#include "app/diagnosis/RuleSet.h"
#include "app/http/HttpDate.h"
#include "app/ratelimit/QuotaReader.h"
#include "tests/app/diagnosis/LabelledExchange.h"

#include <array>
#include <iomanip>
#include <iostream>

namespace knockback::diagnosis::test {
namespace {

struct Band {
    double from;
    int rows = 0, right = 0, falseBlocks = 0;
    double confidence = 0; // the sum

    [[nodiscard]] double accuracy() const { return rows == 0 ? 1 : double(right) / rows; }
    [[nodiscard]] double mean() const { return rows == 0 ? from : confidence / rows; }
};

std::unique_ptr<const Rules> rulesWithoutVendors() {
    auto data = readBuiltInRules();
    if (!data)
        return nullptr;
    std::erase_if(data->rules, [](const Rule& rule) { return !rule.vendor.isEmpty(); });
    return std::make_unique<const RuleSet>(std::move(*data));
}

Diagnosis diagnoseBy(const Diagnoser& diagnoser, const http::Attempt& attempt) {
    const auto date = attempt.response ? attempt.response->headers().value("Date") : std::nullopt;
    const auto receivedAt = http::parseHttpDate(date.value_or(QByteArray()), {}).value_or(base::WallTime{});
    return diagnoser.diagnose(attempt, ratelimit::readQuota(attempt, providers::Catalogue::builtIn(), receivedAt));
}

using Bands = std::array<Band, 6>;

Bands bandsOf(const std::vector<LabelledExchange>& rows) {
    const Diagnoser diagnoser(providers::Catalogue::builtIn(), rulesWithoutVendors());
    Bands bands{{{0}, {0.4}, {0.55}, {0.7}, {0.85}, {0.95}}};
    for (const auto& row : rows) {
        if (row.expect[QLatin1String("ambiguous")].toBool())
            continue;
        const auto d = diagnoseBy(diagnoser, row.attempt);
        const auto agreement = compare(d, row.expect);
        auto band = std::find_if(bands.rbegin(), bands.rend(), [&](const Band& b) { return d.confidence >= b.from; });
        ++band->rows;
        band->right += agreement.cause;
        band->falseBlocks += agreement.falseBlock;
        band->confidence += d.confidence;
        if (!agreement.cause && qEnvironmentVariableIsSet("KNOCKBACK_CORPUS"))
            std::cout << "  " << row.id.toStdString() << ": " << describe(d, row.expect) << '\n';
    }
    return bands;
}

TEST(Calibration, InEveryBandOfConfidenceAtLeastSoManyAreRight) {
    constexpr double tolerance = 0.05;
    const auto rows = ownLabelled();
    ASSERT_GT(rows.size(), 400U);
    const Bands bands = bandsOf(rows);
    std::cout << "confidence from, mean, rows, share right, false blocks (without the rules that know a vendor)\n";
    int right = 0, all = 0, falseBlocks = 0;
    for (const auto& band : bands) {
        std::cout << std::setw(8) << band.from << std::setw(10) << band.mean() << std::setw(6) << band.rows
                  << std::setw(10) << band.accuracy() << std::setw(4) << band.falseBlocks << '\n';
        EXPECT_GE(band.accuracy(), band.mean() - tolerance) << "from " << band.from;
        right += band.right;
        all += band.rows;
        falseBlocks += band.falseBlocks;
    }
    std::cout << right << " of " << all << " right, " << falseBlocks << " false blocks\n";
    EXPECT_EQ(falseBlocks, 0);
    EXPECT_GE(right, all * 0.9);
}

} // namespace
} // namespace knockback::diagnosis::test
