// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleReader.h"
#include "app/diagnosis/RuleSet.h"

#include <QDir>
#include <QFile>

#include <set>

namespace knockback::diagnosis {
namespace {

QStringList ruleFiles() {
    return QDir(QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/rules"))
        .entryList({QStringLiteral("*.json")}, QDir::Files);
}

QByteArray contents(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

TEST(RulesFiles, EveryFilePassesTheLoader) {
    ASSERT_GE(ruleFiles().size(), 5);
    for (const auto& name : ruleFiles()) {
        const auto data = readRules(contents(QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/rules/") + name), name);
        EXPECT_TRUE(data.ok()) << (data.ok() ? std::string() : data.error().sentence.toStdString());
    }
}

TEST(RulesFiles, TogetherTheyAreConsistentAndCompiledIn) {
    const auto data = readBuiltInRules();
    ASSERT_TRUE(data.ok()) << data.error().sentence.toStdString();
    std::set<QByteArray> vendors;
    for (const auto& rule : data->rules)
        vendors.insert(rule.vendor);
    EXPECT_GE(data->rules.size(), 500U);
    EXPECT_GE(vendors.size(), 100U);
}

TEST(RulesFiles, EveryVendorIsOfUse) {
    const auto data = readBuiltInRules();
    ASSERT_TRUE(data.ok());
    std::set<QByteArray> named;
    for (const auto& rule : data->rules)
        named.insert(rule.vendor);
    for (const auto& vendor : data->vendors)
        EXPECT_TRUE(!vendor.hosts.empty() || named.contains(vendor.id)) << vendor.id.constData();
}

TEST(RulesFiles, EveryCauseHasWordsAndStepsOfItsOwn) {
    const auto rules = RuleSet::builtIn();
    for (int i = 0; i <= static_cast<int>(Cause::ClientError); ++i) {
        const auto* words = rules->words(static_cast<Cause>(i), {});
        ASSERT_NE(words, nullptr) << i;
        EXPECT_FALSE(words->next.empty()) << i;
    }
}

// The promise of the program: its advice never helps to get around a block.
TEST(RulesFiles, NoStepAdvisesEvasion) {
    const auto data = readBuiltInRules();
    ASSERT_TRUE(data.ok());
    const auto evasion =
        Pattern::make("spoof|imperson|pretend|rotat(e|ing) (your )?(ip|prox|address)|residential|another "
                      "(ip|proxy)|use a (vpn|proxy)|solve the captcha|bypass|evade|circumvent|fake");
    ASSERT_TRUE(evasion.ok());
    const auto check = [&](const std::vector<NextStep>& steps) {
        for (const auto& step : steps)
            EXPECT_FALSE(evasion->matches(step.text.toUtf8())) << step.text.toStdString();
    };
    for (const auto& wording : data->words)
        check(wording.next);
    for (const auto& rule : data->rules)
        check(rule.next);
}

} // namespace
} // namespace knockback::diagnosis
