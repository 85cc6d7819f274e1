// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/Policies.h"
#include "app/workspace/PolicyFields.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <QFile>

using namespace knockback;
using retry::RetryPolicy;

namespace {

TEST(Policies, PresetsHaveNamesAndSense) {
    const auto& presets = workspace::policyPresets();
    ASSERT_GE(presets.size(), 5U);
    EXPECT_EQ(presets.front().name, "default");
    EXPECT_EQ(presets.front().policy, RetryPolicy());
    EXPECT_EQ(workspace::policyPreset("none")->policy.maxAttempts, 1);
    EXPECT_EQ(workspace::policyPreset("aws-standard")->policy.backoff.cap, base::Seconds(20));
    EXPECT_EQ(workspace::policyPreset("aws-standard")->policy.pace, retry::PaceMode::Off);
    EXPECT_EQ(workspace::policyPreset("aws-adaptive")->policy.pace, retry::PaceMode::Greedy);
    EXPECT_GE(workspace::policyPreset("github")->policy.backoff.base / 2, base::Seconds(60))
        << "equal jitter waits at least half: the minute that GitHub asks for";
    EXPECT_GE(workspace::policyPreset("until-it-works")->policy.maxAttempts, 100);
    EXPECT_EQ(workspace::policyPreset("nosuch"), nullptr);
    for (const auto& preset : presets)
        EXPECT_FALSE(preset.description.isEmpty()) << preset.name.constData();
}

TEST(Policies, JsonCarriesEverySetting) {
    RetryPolicy policy;
    policy.maxAttempts = 2;
    policy.statuses = {418, 500};
    policy.onNetworkFailure = false;
    policy.backoff = {retry::BackoffKind::Linear, retry::JitterKind::Decorrelated, base::Milliseconds(7),
                      base::Milliseconds(8)};
    policy.longestWait = base::Milliseconds(9);
    policy.callTimeout = base::Milliseconds(10);
    policy.retryUnsafeMethods = true;
    policy.rotateOnExpiredCredential = false;
    policy.budgetRatio = 0.35;
    policy.budgetReserve = 3;
    policy.causes = {diagnosis::Cause::Overload, diagnosis::Cause::SuspiciousPattern};
    policy.attemptTimeout = base::Milliseconds(11);
    policy.addIdempotencyKey = true;
    policy.pace = retry::PaceMode::Spread;
    policy.circuit = {false,
                      11,
                      base::Milliseconds(12),
                      6,
                      0.25,
                      base::Milliseconds(13),
                      0.75,
                      base::Milliseconds(14),
                      3,
                      retry::CircuitScope::Bucket};
    policy.fallback = {retry::FallbackKind::Static, R"({"items": []})", base::Milliseconds(16)};
    policy.hedgeAfter = base::Milliseconds(15);
    const QJsonObject json = workspace::policyToJson(policy);
    EXPECT_EQ(json.size(), qsizetype(workspace::policyFields().size()));
    EXPECT_EQ(*workspace::policyFromJson(json), policy);
    for (const auto& field : workspace::policyFields())
        EXPECT_NE(field.read(policy), field.read(RetryPolicy())) << field.name << " is not exercised by this test";
}

TEST(Policies, SettingTextComesBack) {
    RetryPolicy policy;
    policy.longestWait = base::Milliseconds(900'000);
    policy.statuses = {};
    policy.causes = {diagnosis::Cause::Overload, diagnosis::Cause::GeoLock};
    policy.fallback = {retry::FallbackKind::Url, "https://other.example/items?a=1,2"};
    policy.hedgeAfter = base::Milliseconds(1'500);
    for (const auto& field : workspace::policyFields()) {
        const QJsonValue value = field.read(policy);
        EXPECT_EQ(workspace::settingValue(workspace::settingText(value), field.read(RetryPolicy())), value)
            << field.name;
    }
    EXPECT_EQ(workspace::settingText(QJsonValue(900000.0)), "900000");
}

TEST(Policies, BadJsonNamesTheMember) {
    const std::vector<std::pair<QByteArray, QString>> cases{
        {"{\"maxAttempts\": 0}", QStringLiteral("maxAttempts")},
        {"{\"maxAttempts\": 2.5}", QStringLiteral("maxAttempts")},
        {"{\"maxAttempts\": \"3\"}", QStringLiteral("maxAttempts")},
        {"{\"statuses\": [200]}", QStringLiteral("statuses")},
        {"{\"statuses\": 429}", QStringLiteral("statuses")},
        {"{\"backoff\": \"magic\"}", QStringLiteral("exponential")},
        {"{\"budgetRatio\": 1.5}", QStringLiteral("budgetRatio")},
        {"{\"baseMs\": 10, \"capMs\": 5}", QStringLiteral("capMs")},
        {"{\"causes\": [\"weather\"]}", QStringLiteral("causes")},
        {"{\"causes\": [\"client_error\"]}", QStringLiteral("causes")},
        {"{\"pace\": \"fast\"}", QStringLiteral("spread")},
        {"{\"fallback\": \"static\"}", QStringLiteral("fallback")},
        {"{\"fallback\": \"none at all\"}", QStringLiteral("fallback")},
        {"{\"fallback\": \"static a\\nb\"}", QStringLiteral("one line")},
        {"{\"circuitProbes\": 0}", QStringLiteral("circuitProbes")},
        {"{\"circuitSpanMs\": -1}", QStringLiteral("circuitSpanMs")},
        {"{\"retries\": 3}", QStringLiteral("retries")},
        {"{\"preset\": \"nosuch\"}", QStringLiteral("aws-standard")},
        {"[]", QStringLiteral("object")},
        {"{\"maxAttempts\": 3", QStringLiteral("JSON")},
    };
    for (const auto& [json, part] : cases) {
        const auto policy = workspace::parsePolicy(json, QStringLiteral("p.json"));
        ASSERT_FALSE(policy.ok()) << json.constData();
        EXPECT_TRUE(policy.error().text.contains(part)) << policy.error().text.toStdString();
        EXPECT_EQ(policy.error().file, QStringLiteral("p.json"));
    }
    EXPECT_EQ(workspace::parsePolicy("{\n\n oops", QStringLiteral("p.json")).error().line, 3);
}

TEST(Policies, ByNameOrFile) {
    EXPECT_EQ(workspace::loadPolicy(QStringLiteral("gentle"))->maxAttempts, 3);
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("mine.json")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"preset\": \"gentle\", \"maxAttempts\": 6}");
    file.close();
    const auto policy = workspace::loadPolicy(file.fileName());
    ASSERT_TRUE(policy.ok());
    EXPECT_EQ(policy->maxAttempts, 6);
    EXPECT_EQ(policy->backoff.base, base::Milliseconds(2000));
    EXPECT_FALSE(workspace::loadPolicy(QStringLiteral("nosuch")).ok());
    EXPECT_FALSE(workspace::loadPolicy(dir.path()).ok());
}

} // namespace
