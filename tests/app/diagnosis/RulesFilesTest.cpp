// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RuleReader.h"
#include "app/diagnosis/RuleSet.h"
#include "app/providers/Catalogue.h"

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
    const auto evasion = Pattern::make(
        "spoof|imperson|pretend|disguise|mimic|rotat(e|ing) (your )?(ip|prox|address|user)|residential|"
        "(another|different|new|fresh|change (your|the)) (ip|proxy|proxies|address|exit|fingerprint|identity)|"
        "use (a|another) (vpn|proxy|mirror)|\\bvpn\\b|\\btor\\b|(solve|answer) the (captcha|challenge)|captcha[- "
        "]?solv|"
        "bypass|evade|evasion|circumvent|get around|work ?around the (block|limit)|fake|undetected|stealth|headless|"
        "browser.s user-agent|look like a browser|ignore (the )?retry-after");
    ASSERT_TRUE(evasion.ok());
    std::vector<NextStep> steps;
    const auto take = [&](const std::vector<NextStep>& some) { steps.insert(steps.end(), some.begin(), some.end()); };
    for (const auto& wording : data->words)
        take(wording.next);
    for (const auto& rule : data->rules)
        take(rule.next);
    ASSERT_GT(steps.size(), 100U);
    for (const auto& step : steps)
        EXPECT_FALSE(evasion->matches(step.text.toUtf8())) << step.text.toStdString();
    for (const auto& provider : providers::Catalogue::builtIn().all())
        for (const auto& code : provider->errorCodes)
            EXPECT_FALSE(evasion->matches(code.advice.toUtf8()))
                << provider->id.constData() << ": " << code.advice.toStdString();
    for (const char* advice : {"Use a VPN.", "Rotate your IP.", "Solve the captcha.", "Try another proxy."})
        EXPECT_TRUE(evasion->matches(advice)) << advice; // the expression itself is alive
}

// Every sub-cause that has words can be reached, and every one that the issue asks for has words.
TEST(RulesFiles, EverySubCauseIsReachedBySomeRule) {
    const auto data = readBuiltInRules();
    ASSERT_TRUE(data.ok());
    std::set<std::pair<Cause, QByteArray>> reached;
    for (const auto& rule : data->rules)
        if (rule.kind != EvidenceKind::Attribution)
            reached.emplace(rule.cause, rule.subcause);
    std::set<QByteArray> named;
    for (const auto& wording : data->words) {
        named.insert(wording.subcause);
        EXPECT_TRUE(wording.subcause.isEmpty() || reached.contains({wording.cause, wording.subcause}))
            << causeName(wording.cause).constData() << '/' << wording.subcause.constData();
    }
    for (const char* wanted : {"per_key",
                               "secondary",
                               "concurrency",
                               "quota_exhausted",
                               "per_ip",
                               "waf_rule",
                               "bot_challenge",
                               "missing_user_agent",
                               "tls_fingerprint",
                               "ip_banned",
                               "country_block",
                               "sanctions",
                               "legal_451",
                               "expired",
                               "revoked",
                               "wrong_audience",
                               "insufficient_scope",
                               "missing",
                               "malformed",
                               "clock_skew",
                               "ip_allowlist",
                               "suspended",
                               "dns_nxdomain",
                               "dns_failure",
                               "dns_sinkhole",
                               "connect_refused",
                               "tcp_reset",
                               "connect_timeout",
                               "read_timeout",
                               "tls_failed",
                               "captive_portal",
                               "proxy_error",
                               "proxy_auth",
                               "corporate_proxy_deny",
                               "tls_intercepted"})
        EXPECT_TRUE(named.contains(wanted)) << wanted;
}

} // namespace
} // namespace knockback::diagnosis
